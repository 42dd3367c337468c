/** Samples in one frame of MPEG-2 layer III, which 22,050 Hz is. */
export const samplesAFrame = 576;
const kbps = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const rateHz = 22_050;

/** The frames of an MP3 stream of 22,050 Hz without tags. Throws where it is anything else. */
export function splitFrames(mp3: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < mp3.length;) {
    const [sync = 0, version = 0, rates = 0] = mp3.subarray(at, at + 3);
    const bitrate = kbps[rates >> 4];
    if (sync !== 0xff || (version & 0xfe) !== 0xf2 || !bitrate || (rates & 0x0c) !== 0)
      throw new Error(`no MP3 frame at byte ${at}`);
    const length = Math.floor((72_000 * bitrate) / rateHz) + ((rates >> 1) & 1);
    frames.push(mp3.subarray(at, at + length));
    at += length;
  }
  return frames;
}
