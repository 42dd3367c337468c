import { createHash } from 'node:crypto';
import sharp, { type Metadata } from 'sharp';
import { Refusal } from '../../platform/refusal.ts';
import { hasStranger, likenessOf } from '../snapshot/check-picture.server.ts';
import { findEnd } from '../snapshot/find-end.ts';
import { listPixelParts } from './strip-jpeg.ts';

/** Limits of one frame of a challenge (F01): a camera picture of 480×360, with room for other cameras. */
export const frameBytesMax = 300_000;
const pixelsMax = 2_100_000;
const shortSideMin = 240;

/** A frame as it is kept: the pixels as they were sent, without anything that is no pixel. */
export type Frame = { jpeg: Buffer; sha256: Buffer; uploadSha256: Buffer; likeness: string };

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/**
 * Checks one frame by its content: a whole JPEG of a camera's size and nothing else. It is not encoded anew, because
 * what tells a copy from a living face would be lost. Throws `not_a_picture`, `picture_*`.
 */
export async function checkFrame(upload: Buffer): Promise<Frame> {
  if (upload.length > frameBytesMax) throw new Refusal('picture_too_large');
  const found = findEnd(upload);
  if (found?.kind !== 'jpeg' || found.end === null || found.end > upload.length)
    throw new Refusal('not_a_picture');
  const { end } = found;
  if (upload.subarray(end).some((byte) => byte !== 0)) throw new Refusal('picture_with_more');
  const { width = 0, height = 0, format } = await readMetadata(upload);
  if (format !== 'jpeg') throw new Refusal('not_a_picture');
  if (width * height > pixelsMax) throw new Refusal('picture_too_many_pixels');
  if (Math.min(width, height) < shortSideMin) throw new Refusal('picture_too_small');
  if (hasStranger(upload)) throw new Refusal('picture_with_more');
  const whole = upload.subarray(0, end);
  const jpeg = Buffer.concat(listPixelParts(whole).map(([from, to]) => whole.subarray(from, to)));
  try {
    await sharp(jpeg, { limitInputPixels: pixelsMax, failOn: 'error' }).stats();
    return { jpeg, sha256: sha256(jpeg), uploadSha256: sha256(upload), likeness: await likenessOf(jpeg) };
  } catch {
    throw new Refusal('not_a_picture');
  }
}

async function readMetadata(upload: Buffer): Promise<Metadata> {
  try {
    return await sharp(upload, { limitInputPixels: false }).metadata();
  } catch {
    throw new Refusal('not_a_picture');
  }
}
