type Bytes = Uint8Array;

const word = (bytes: Bytes, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const text = (bytes: Bytes, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** Where a JPEG ends: after its end-of-image marker, walking the segments (ITU T.81, annex B). */
function endOfJpeg(bytes: Bytes): number | null {
  let at = 2;
  while (at < bytes.length - 1) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (marker === 0xd9) return at + 2;
    else if (marker === 0xda) {
      at += 2 + word(bytes, at + 2);
      // Entropy-coded data: 0xFF is followed by 0 or a restart marker until the next segment.
      while (at < bytes.length - 1 && !(bytes[at] === 0xff && !isInsideScan(bytes[at + 1] ?? 0))) at++;
    } else at += 2 + word(bytes, at + 2);
  }
  return null;
}

function isInsideScan(marker: number): boolean {
  return marker === 0 || (marker >= 0xd0 && marker <= 0xd7);
}

/** Where a PNG ends: after its IEND chunk. */
function endOfPng(bytes: Bytes): number | null {
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = word(bytes, at) * 65_536 + word(bytes, at + 2);
    const name = text(bytes, at + 4, 4);
    at += 12 + length;
    if (name === 'IEND') return at;
  }
  return null;
}

/** What kind of picture the bytes are, by content, and where it ends; null for anything else (F01). */
export function findEnd(bytes: Bytes): { kind: 'jpeg' | 'png' | 'webp'; end: number | null } | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff)
    return { kind: 'jpeg', end: endOfJpeg(bytes) };
  if (text(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return { kind: 'png', end: endOfPng(bytes) };
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 4) === 'WEBP') {
    const length =
      (bytes[4] ?? 0) + (bytes[5] ?? 0) * 256 + (bytes[6] ?? 0) * 65_536 + (bytes[7] ?? 0) * 16_777_216;
    return { kind: 'webp', end: 8 + length + (length % 2) };
  }
  return null;
}
