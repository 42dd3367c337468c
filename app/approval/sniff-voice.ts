import { sniffContainer } from './sniff-container.ts';

/** Whether a file is a recording by its first bytes: MP3, M4A or WAV, whatever its name says. */
export function isVoice(first: Uint8Array): boolean {
  const text = (from: number, length: number) => String.fromCharCode(...first.subarray(from, from + length));
  const [a = 0, b = 0] = first;
  // An MPEG audio frame: 11 bits of sync, and a layer.
  const isFrame = a === 0xff && (b & 0xe0) === 0xe0 && (b & 0x06) !== 0;
  if (isFrame || text(0, 3) === 'ID3') return true;
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WAVE') return true;
  return sniffContainer(first) === 'mov';
}
