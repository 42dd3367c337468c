import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mediaKey } from '../app/approval/manifest.server.ts';
import type { BlobStore } from '../app/platform/blobs.server.ts';
import { encryptSegments } from './encrypt.server.ts';
import type { Composed } from './list-segments.server.ts';
import type { MadeVersion } from './made-version.ts';
import type { Version } from './media-house.ts';
import { runStep, type Scratch } from './scratch.server.ts';
import { drawThumbnails } from './thumbnails.server.ts';
import { verifyOutput } from './verify-output.server.ts';
import type { Progress } from './write-progress.server.ts';

/** Plain segments in `dir`, whatever they were made from; `durationMs` is their source's. */
export type Plain = { result: Composed; dir: string; framesPerS: number; durationMs: number };

/** What every pipeline does with its segments: encrypts them, draws the thumbnails, opens and decodes what learners will get. */
export async function packageSegments(
  blobs: BlobStore,
  version: Version,
  scratch: Scratch,
  { result: composed, dir: segmentsDir, framesPerS, durationMs }: Plain,
  { progress, signal }: { progress: Progress; signal?: AbortSignal },
): Promise<Pick<MadeVersion, 'renditions' | 'flags' | 'companions' | 'poster'>> {
  const { id, contentKey, groupMs } = version;
  await progress.begin('encrypt');
  const sealed = await runStep(scratch, 'sealed', () =>
    encryptSegments(blobs, id, composed, segmentsDir, contentKey, groupMs, signal),
  );
  await progress.begin('thumbnails');
  const isUploaded = version.sourceKind === 'video';
  const thumbnails = await runStep(scratch, 'thumbnails', async (dir) => {
    await drawThumbnails(composed, segmentsDir, isUploaded, dir, signal);
    await blobs.put(mediaKey(id, 'storyboard.jpg'), await readFile(join(dir, 'storyboard.jpg')));
  });
  const onShare = await progress.begin('verify-output');
  const verified = await runStep(scratch, 'verified', (dir) => {
    const keys = { plainHashes: sealed.result, contentKey, groupMs };
    const output = { videoVersionId: id, composed, framesPerS, durationMs, ...keys };
    return verifyOutput(blobs, output, dir, { signal, onShare });
  });
  const poster = isUploaded ? join(thumbnails.dir, 'poster.jpg') : null;
  return { ...verified.result, companions: ['storyboard.jpg'], poster };
}
