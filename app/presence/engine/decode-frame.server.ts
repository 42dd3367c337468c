import sharp from 'sharp';
import type { Picture } from './observation.ts';

/** As many as the check of an upload lets through (F01). */
const pixelsMax = 20_000_000;

/** The frame's bytes are no picture that can be decoded. */
export class UndecodableFrame extends Error {
  override name = 'UndecodableFrame';
}

/** Decodes a picture, turned upright, to plain RGB; throws UndecodableFrame. */
export async function decodeFrame(jpeg: Uint8Array): Promise<Picture> {
  try {
    const { data, info } = await sharp(jpeg, { limitInputPixels: pixelsMax, failOn: 'error' })
      .rotate()
      .flatten()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new Error(`${info.channels} channels`);
    return { rgb: data, width: info.width, height: info.height };
  } catch (error) {
    throw new UndecodableFrame((error as Error).message);
  }
}
