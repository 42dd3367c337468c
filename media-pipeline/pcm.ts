/** Mono signed 16-bit samples at the voice's own rate. */
export type Pcm = Int16Array;

/** The rate at which espeak-ng speaks, Hz. */
export const sampleRate = 22_050;
/** Quieter than this (of 32,767) is silence. */
const floor = 160;

/** Samples in `ms` milliseconds. */
export function samplesOf(ms: number): number {
  return Math.round((ms * sampleRate) / 1000);
}

/** Milliseconds of `samples` samples, exact. */
export function msOf(samples: number): number {
  return (samples * 1000) / sampleRate;
}

/** The samples of a WAV file as espeak-ng writes it to a pipe: a 44-byte head, then the data. */
export function readWav(wav: Buffer): Pcm {
  const data = wav.subarray(44);
  const samples = new Int16Array(data.length >> 1);
  for (let i = 0; i < samples.length; i++) samples[i] = data.readInt16LE(i * 2);
  return samples;
}

/** Cuts silence from both ends, so that every pause is the one we chose. */
export function trimSilence(pcm: Pcm): Pcm {
  let from = 0;
  let to = pcm.length;
  while (from < to && Math.abs(pcm[from] ?? 0) < floor) from++;
  while (to > from && Math.abs(pcm[to - 1] ?? 0) < floor) to--;
  return pcm.subarray(from, to);
}

/** Puts pieces end to end; a number is that many samples of silence. */
export function joinPcm(pieces: (Pcm | number)[]): Pcm {
  const lengths = pieces.map((piece) => (typeof piece === 'number' ? piece : piece.length));
  const whole = new Int16Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  pieces.forEach((piece, i) => {
    if (typeof piece !== 'number') whole.set(piece, at);
    at += lengths[i] ?? 0;
  });
  return whole;
}

/** The bytes of the samples, little-endian, as ffmpeg reads `s16le`. */
export function bytesOf(pcm: Pcm): Buffer {
  return Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength);
}
