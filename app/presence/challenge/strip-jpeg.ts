type Bytes = Uint8Array;

/** Length of the segment at `at`, marker included. */
function segmentLength(bytes: Bytes, at: number): number {
  return 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
}

/** Whether a segment is about the pixels: not a comment, not EXIF, a profile or a maker's notes. Adobe's says the colours. */
function isNeeded(marker: number, length: number): boolean {
  if (marker === 0xee) return length === 16;
  return marker !== 0xfe && !(marker >= 0xe0 && marker <= 0xef);
}

/**
 * The parts of a JPEG that make its pixels, as they were sent: who took it, where and with what stays outside (F01).
 * `bytes` is a whole JPEG up to its end marker. Answers the ranges to keep, [from, to).
 */
export function listPixelParts(bytes: Bytes): [number, number][] {
  const kept: [number, number][] = [[0, 2]];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda) break;
    const length = segmentLength(bytes, at);
    if (isNeeded(marker, length)) kept.push([at, at + length]);
    at += length;
  }
  return [...kept, [at, bytes.length]];
}
