const rate = 8_000;
const headerBytes = 44;

/** The address of a tenth of a second of silence (WAV, 8 bits, one channel), made here: a tap that unlocks sound loads nothing. */
export function makeSilence(): string {
  const samples = rate / 10;
  const bytes = new Uint8Array(headerBytes + samples).fill(128, headerBytes);
  const view = new DataView(bytes.buffer);
  const word = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  word(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  word(36, 'data');
  view.setUint32(40, samples, true);
  return URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' }));
}
