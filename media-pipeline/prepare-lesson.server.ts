import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { and, eq, inArray } from 'drizzle-orm';
import type { BlobStore } from '../app/platform/blobs.server.ts';
import { readDataDir } from '../app/platform/env.server.ts';
import { seal, unseal } from '../app/platform/seal.server.ts';
import type { Db } from '../db/client.ts';
import { lesson, videoVersion } from '../db/schema/catalogue.ts';
import { composeLesson } from './compose.server.ts';
import { drawSlides } from './draw-slides.server.ts';
import { encryptLesson } from './encrypt.server.ts';
import { coursesDir, gatherSources } from './gather-sources.server.ts';
import { PlainFailure } from './plain-failure.ts';
import { publishLesson, storeCompanions } from './publish.server.ts';
import { closeScratch, openScratch, runStep } from './scratch.server.ts';
import { speakLesson } from './speak-lesson.server.ts';
import { verifyOutput } from './verify-output.server.ts';
import { openProgress, type Progress } from './write-progress.server.ts';

export type MediaHouse = {
  db: Db;
  blobs: BlobStore;
  masterKey: Buffer;
  /** Where scripts are; by default media-pipeline/courses. */
  scriptsDir?: string;
  /** Where half-made lessons are kept; by default `<DATA_DIR>/scratch`. */
  scratchDir?: string;
};
export type PrepareOptions = {
  /** Number of the document by which the provincial office approved it, unless the version names it already: published at once (P011). */
  approvalDocument?: string;
  /** Stops the work and its programs; what is finished is kept for the next try. */
  signal?: AbortSignal;
};

/**
 * Makes the video of a version from its lesson's script: `processing` → `processed`, or published with an approval.
 * May be called again after any crash; a version that is already processed is never touched.
 * Errors: every reason but a stop is also written to the version, as `failed` with a sentence.
 */
export async function prepareLesson(
  house: MediaHouse,
  videoVersionId: string,
  options: PrepareOptions = {},
): Promise<void> {
  const version = await beginVersion(house, videoVersionId);
  if (!version) return;
  const progress = openProgress(house.db, videoVersionId);
  try {
    await makeLesson(house, version, progress, options);
  } catch (error) {
    await progress.settle();
    if (!options.signal?.aborted) await failVersion(house.db, videoVersionId, progress, error);
    throw error;
  }
}

type Version = {
  id: string;
  groupMs: number;
  contentKey: Buffer;
  occupationId: string;
  slug: string;
  approvalDocument: string | null;
};

/** Claims the version for work and reads what it needs; null when it is already processed. */
async function beginVersion({ db, masterKey }: MediaHouse, id: string): Promise<Version | null> {
  const [row] = await db
    .select()
    .from(videoVersion)
    .innerJoin(lesson, eq(lesson.id, videoVersion.lessonId))
    .where(eq(videoVersion.id, id));
  if (!row) throw new PlainFailure('没有这个视频版本。', 'There is no such video version.');
  const { state, groupMs, contentKeySealed, approvalDocument } = row.video_version;
  if (state !== 'processing' && state !== 'failed') return null;
  const purpose = `content-key:${id}`;
  const contentKey = contentKeySealed ? unseal(masterKey, purpose, contentKeySealed) : randomBytes(32);
  await db
    .update(videoVersion)
    .set({
      state: 'processing',
      failure: null,
      contentKeySealed: contentKeySealed ?? seal(masterKey, purpose, contentKey),
    })
    .where(and(eq(videoVersion.id, id), inArray(videoVersion.state, ['processing', 'failed'])));
  const { occupationId, slug } = row.lesson;
  return { id, groupMs, contentKey, occupationId, slug, approvalDocument };
}

/** All steps, each skipped when a former try finished it. */
async function makeLesson(
  house: MediaHouse,
  version: Version,
  progress: Progress,
  options: PrepareOptions,
): Promise<void> {
  const { blobs } = house;
  const { signal } = options;
  const { id, contentKey, groupMs } = version;
  await progress.begin('read-script');
  const sources = await gatherSources(house.scriptsDir ?? coursesDir, version.occupationId, version.slug);
  const { script } = sources;
  const scratch = await openScratch(house.scratchDir ?? join(readDataDir(), 'scratch'), id, sources.hash);
  if (scratch.isFresh) await blobs.remove(`media/${id}`);

  let onShare = await progress.begin('draw-slides');
  const slides = await runStep(scratch, 'slides', (dir) =>
    drawSlides(script, sources.drawings, dir, { signal, onShare }),
  );
  onShare = await progress.begin('speak');
  const spoken = await runStep(scratch, 'speech', (dir) => speakLesson(script, dir, { signal, onShare }));
  const timeline = spoken.result;
  onShare = await progress.begin('compose');
  const composed = await runStep(scratch, 'segments', (dir) =>
    composeLesson(timeline, slides.dir, join(spoken.dir, 'speech.m4a'), dir, { signal, onShare }),
  );
  await progress.begin('encrypt');
  const sealed = await runStep(scratch, 'sealed', () =>
    encryptLesson(blobs, id, composed.result, composed.dir, contentKey, groupMs, signal),
  );
  onShare = await progress.begin('verify-output');
  const verified = await runStep(scratch, 'verified', (dir) => {
    const output = {
      videoVersionId: id,
      composed: composed.result,
      plainHashes: sealed.result,
      contentKey,
      groupMs,
    };
    return verifyOutput(blobs, output, dir, { signal, onShare });
  });
  await progress.begin('speak-questions');
  await runStep(scratch, 'companions', () =>
    storeCompanions(blobs, id, script, timeline, slides.dir, signal),
  );
  await progress.begin('publish');
  signal?.throwIfAborted();
  const approvalDocument = options.approvalDocument ?? version.approvalDocument;
  await publishLesson(house, id, { script, timeline, renditions: verified.result }, approvalDocument);
  await closeScratch(scratch);
}

async function failVersion(db: Db, id: string, progress: Progress, error: unknown): Promise<void> {
  const why = error instanceof Error ? error.message : String(error);
  const failure =
    error instanceof PlainFailure
      ? why
      : `做到“${progress.step()}”停下了。 Stopped at ${progress.step()}: ${why.slice(0, 500)}`;
  await db
    .update(videoVersion)
    .set({ state: 'failed', failure })
    .where(and(eq(videoVersion.id, id), eq(videoVersion.state, 'processing')));
}
