import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { Refusal } from '../../platform/refusal.ts';
import { findEnd } from './find-end.ts';

/** Limits of one upload (F01). */
export const pictureBytesMax = 5 * 1024 * 1024;
const pixelsMax = 20_000_000;
const shortSideMin = 120;
const longSideKept = 1280;

/** A photograph as the server made it anew: no metadata, no bytes of the upload. */
export type Picture = {
  jpeg: Buffer;
  width: number;
  height: number;
  sha256: Buffer;
  uploadSha256: Buffer;
  likeness: string;
};

/** Marks of another format hidden inside a picture file. */
const strangers = [/<script/i, /<html/i, /<svg/i, /<\?php/i, /%PDF-/, /PK\x03\x04/];

/**
 * Decodes an upload by its content and encodes it anew as JPEG. Refuses what is no JPEG, PNG or WebP, what is too
 * large or too small, and a file that is a picture and something else at once.
 */
export async function checkPicture(upload: Buffer): Promise<Picture> {
  if (upload.length > pictureBytesMax) throw new Refusal('picture_too_large');
  const found = findEnd(upload);
  if (!found) throw new Refusal('not_a_picture');
  if (found.end === null || found.end > upload.length) throw new Refusal('not_a_picture');
  if (upload.subarray(found.end).some((byte) => byte !== 0)) throw new Refusal('picture_with_more');
  const {
    width = 0,
    height = 0,
    format,
  } = await sharp(upload, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new Refusal('not_a_picture');
    });
  if (format !== found.kind) throw new Refusal('not_a_picture');
  if (width * height > pixelsMax) throw new Refusal('picture_too_many_pixels');
  if (Math.min(width, height) < shortSideMin) throw new Refusal('picture_too_small');
  if (hasStranger(upload)) throw new Refusal('picture_with_more');
  try {
    const { data: jpeg, info } = await sharp(upload, { limitInputPixels: pixelsMax, failOn: 'error' })
      .rotate()
      .resize({ width: longSideKept, height: longSideKept, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 85 })
      .toBuffer({ resolveWithObject: true });
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
    return {
      jpeg,
      width: info.width,
      height: info.height,
      sha256: hash(jpeg),
      uploadSha256: hash(upload),
      likeness: await likenessOf(jpeg),
    };
  } catch {
    throw new Refusal('not_a_picture');
  }
}

/** Random picture data holds such a mark by chance once in millions; the texts are looked for where texts stand. */
export function hasStranger(upload: Buffer): boolean {
  const head = upload.subarray(0, 65_536).toString('latin1');
  const tail = upload.subarray(-4_096).toString('latin1');
  return strangers.some((mark) => mark.test(head) || mark.test(tail));
}

/** A 64-bit difference hash, hex: near copies of a picture differ in few bits (F03). */
export async function likenessOf(jpeg: Buffer): Promise<string> {
  const grey = await sharp(jpeg).greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer();
  let bits = 0n;
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 8; column++) {
      const at = row * 9 + column;
      bits = (bits << 1n) | ((grey[at] ?? 0) > (grey[at + 1] ?? 0) ? 1n : 0n);
    }
  }
  return bits.toString(16).padStart(16, '0');
}
