/** Containers that are taken in; each is read by the one demuxer of its name and by no other (H01, H02). */
export const videoContainers = ['mov', 'matroska', 'mpegts'] as const;
export type VideoContainer = (typeof videoContainers)[number];

/** So many first bytes tell which container a file is. */
export const sniffBytes = 1_024;

/** First boxes of files that a camera or QuickTime writes. */
const firstBoxes = new Set(['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot']);
/** Pictures in the same boxes. */
const pictureBrands = /^(hei[cxms]|hev[cx]|mif1|msf1|avi[fs]|crx )$/;
const packetBytes = [188, 192];
const packets = 5;

/**
 * Which container a file is by its first `sniffBytes` bytes (all of a shorter file), whatever its name says; null for
 * everything that is not taken in: playlists, session descriptions, AVI, pictures, archives, text.
 */
export function sniffContainer(first: Uint8Array): VideoContainer | null {
  if (isMov(first)) return 'mov';
  if (isMatroska(first)) return 'matroska';
  return packetBytes.some((size) => isTransportStream(first, size)) ? 'mpegts' : null;
}

function isMov(first: Uint8Array): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = first;
  const size = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const box = readText(first, 4, 4);
  if (!firstBoxes.has(box) || (size < 8 && size !== 1)) return false;
  return box !== 'ftyp' || (size >= 16 && size <= sniffBytes && !pictureBrands.test(readText(first, 8, 4)));
}

/** An EBML head whose document is one of video. */
function isMatroska(first: Uint8Array): boolean {
  if (![0x1a, 0x45, 0xdf, 0xa3].every((byte, at) => first[at] === byte)) return false;
  return /\x42\x82[^]{1,8}(?:matroska|webm)/.test(readText(first, 4, 80));
}

function isTransportStream(first: Uint8Array, size: number): boolean {
  // Recorders of 192 put a time stamp of 4 bytes ahead of each packet.
  const from = size - 188;
  return Array.from({ length: packets }, (_, n) => first[from + n * size]).every((byte) => byte === 0x47);
}

function readText(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}
