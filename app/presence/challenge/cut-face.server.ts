import sharp from 'sharp';
import type { FaceBox } from '../engine/observation.ts';

/** A size in pixels. */
export type Size = { width: number; height: number };

/** Small enough that noise and encoding hardly show, large enough that the smallest move of a face does. */
const cropWidth = 64;
const cropHeight = 72;

/** The upright size of a picture. */
export async function readSize(jpeg: Buffer): Promise<Size> {
  const { width = 0, height = 0 } = await sharp(jpeg).metadata();
  return { width, height };
}

/**
 * The grey pixels where a face is, `box` in pixels of a picture of `size`, whatever this picture's own size is: so that
 * a copy made smaller lies on its original. Null when nothing of the box is in the picture.
 */
export async function cutFace(jpeg: Buffer, size: Size, box: FaceBox): Promise<Buffer | null> {
  const left = Math.max(0, Math.round(box.x));
  const top = Math.max(0, Math.round(box.y));
  const width = Math.min(size.width, Math.round(box.x + box.width)) - left;
  const height = Math.min(size.height, Math.round(box.y + box.height)) - top;
  if (width < 8 || height < 8) return null;
  const whole = await sharp(jpeg)
    .greyscale()
    .resize({ ...size, fit: 'fill' })
    .raw()
    .toBuffer();
  return sharp(whole, { raw: { ...size, channels: 1 } })
    .extract({ left, top, width, height })
    .resize({ width: cropWidth, height: cropHeight, fit: 'fill' })
    .raw()
    .toBuffer();
}
