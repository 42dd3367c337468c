import { encode } from 'uqr';

/** A QR code as one SVG path on a grid of `size` × `size`, with the quiet zone of four that ISO/IEC 18004 asks. */
export function drawQr(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: dark.join('') };
}
