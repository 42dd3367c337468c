import sharp from 'sharp';
import type { BlobStore } from '../platform/blobs.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { checkPicture } from '../presence/snapshot/check-picture.server.ts';
import { changeVersion, type ChangeHouse } from './change-version.server.ts';
import { enterFiles, mediaKey, storeFile } from './manifest.server.ts';
import type { Author } from './own-lesson.server.ts';
import { captionsBytesMax, decodeText, fitCaptions, parseCaptions, writeCaptions } from './parse-captions.ts';

/** The most that is kept of what is read, characters. */
const transcriptMax = 100_000;
const rightsMax = 500;

/** Stores captions as clean WebVTT. Throws `captions_wrong` with the line, and what `changeVersion` says. */
export async function storeCaptions(
  house: ChangeHouse,
  author: Author,
  versionId: string,
  bytes: Uint8Array,
): Promise<void> {
  const text = bytes.length <= captionsBytesMax ? decodeText(bytes) : null;
  const parsed = text === null ? null : parseCaptions(text);
  if (!parsed?.ok) throw new Refusal('captions_wrong', { field: 'captions', line: parsed?.line ?? 1 });
  await changeVersion(house, author, versionId, 'captions', async (tx, { durationMs }) => {
    const cues = durationMs === null ? parsed.cues : fitCaptions(parsed.cues, durationMs);
    if (!cues) throw new Refusal('captions_wrong', { field: 'captions', beyond: 1 });
    const file = await storeFile(house.blobs, versionId, 'subtitles.vtt', Buffer.from(writeCaptions(cues)));
    await enterFiles(tx, versionId, [file]);
  });
}

/** Stores the transcript as plain text. Throws `bad_shape`, and what `changeVersion` says. */
export async function storeTranscript(
  house: ChangeHouse,
  author: Author,
  versionId: string,
  given: string,
): Promise<void> {
  const text = given
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
  if (text === '' || text.length > transcriptMax) throw new Refusal('bad_shape', { field: 'transcript' });
  await changeVersion(house, author, versionId, 'transcript', async (tx) => {
    const file = await storeFile(house.blobs, versionId, 'transcript.txt', Buffer.from(`${text}\n`));
    await enterFiles(tx, versionId, [file]);
  });
}

/** Stores a cover as the server drew it anew, 960 × 540. Throws what `checkPicture` and `changeVersion` say. */
export async function storeCover(
  house: ChangeHouse,
  author: Author,
  versionId: string,
  upload: Buffer,
): Promise<void> {
  const { jpeg } = await checkPicture(upload);
  const poster = await sharp(jpeg)
    .resize(960, 540, { fit: 'cover' })
    .jpeg({ quality: 82, mozjpeg: true })
    .toBuffer();
  await changeVersion(house, author, versionId, 'cover', async (tx) => {
    await enterFiles(tx, versionId, [await storeFile(house.blobs, versionId, 'poster.jpg', poster)]);
  });
}

/** Stores under which licence a version may be shown and who agreed to be seen. Throws what `changeVersion` says. */
export async function storeRights(
  house: ChangeHouse,
  author: Author,
  versionId: string,
  rights: { licence: string; portraitRights: string },
): Promise<void> {
  const [licence, portraitRights] = [rights.licence.trim(), rights.portraitRights.trim()];
  if (Math.max(licence.length, portraitRights.length) > rightsMax)
    throw new Refusal('bad_shape', { field: 'licence' });
  await changeVersion(house, author, versionId, 'rights', async (tx) => {
    await tx`update video_version set licence = ${licence}, portrait_rights = ${portraitRights}
      where id = ${versionId}`;
  });
}

/** The captions of a version as they lie in the store; null: it has none. */
export async function readCaptions(blobs: BlobStore, versionId: string): Promise<string | null> {
  return blobs.get(mediaKey(versionId, 'subtitles.vtt')).then(
    (bytes) => bytes.toString('utf8'),
    () => null,
  );
}
