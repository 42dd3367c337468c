import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { lockVersion, stepVersion } from '../app/approval/step-version.server.ts';
import { readClock } from '../app/platform/clock.server.ts';
import { readDataDir } from '../app/platform/env.server.ts';
import { seal, unseal } from '../app/platform/seal.server.ts';
import { finishVersion } from './finish-version.server.ts';
import { makeFromVideo } from './make-from-video.server.ts';
import { makeLecture } from './make-lecture.server.ts';
import { workerActor, type MediaHouse, type Version } from './media-house.ts';
import { PlainFailure } from './plain-failure.ts';
import { closeScratch } from './scratch.server.ts';
import { openProgress, type Progress } from './write-progress.server.ts';

/** Stops the work and its programs; what is finished is kept for the next try. */
export type PrepareOptions = { signal?: AbortSignal };

/**
 * Makes what learners will get from the source of a version: `uploaded` → `processing` → `processed`. May be called
 * again after any crash: finished steps are kept, a version that is already processed is never touched. Errors: every
 * reason but a stop is also written to the version, as `failed` with a sentence.
 */
export async function prepareVersion(
  house: MediaHouse,
  videoVersionId: string,
  options: PrepareOptions = {},
): Promise<void> {
  const version = await beginVersion(house, videoVersionId);
  if (!version) return;
  const progress = openProgress(house.db, videoVersionId, version.sourceKind);
  try {
    const make = version.sourceKind === 'video' ? makeFromVideo : makeLecture;
    const { made, scratch } = await make(house, version, progress, options.signal);
    await progress.begin('hash');
    options.signal?.throwIfAborted();
    await finishVersion(house, videoVersionId, made, options.signal);
    await closeScratch(scratch);
  } catch (error) {
    await progress.settle();
    if (!options.signal?.aborted) await failVersion(house, videoVersionId, progress, error);
    throw error;
  }
}

type VersionRow = Omit<Version, 'contentKey' | 'scratchDir'> & { sealed: Buffer | null };

/** Takes the version to `processing` and reads what the work needs; null when there is nothing left to make. */
async function beginVersion(house: MediaHouse, id: string): Promise<Version | null> {
  const { sql, masterKey } = house;
  return sql.begin(async (tx) => {
    const locked = await lockVersion(tx, id).catch(() => {
      throw new PlainFailure('没有这个视频版本。', 'There is no such video version.');
    });
    if (!['uploaded', 'processing', 'failed'].includes(locked.state)) return null;
    const [row] = await tx<VersionRow[]>`
      select id, source_kind as "sourceKind", source_blob as "sourceBlob", voice_blob as "voiceBlob",
        group_ms as "groupMs", content_key_sealed as sealed
      from video_version where id = ${id}`;
    if (!row?.sourceBlob) throw new PlainFailure('这个版本没有来源文件。', 'This version has no source.');
    const purpose = `content-key:${id}`;
    const contentKey = row.sealed ? unseal(masterKey, purpose, row.sealed) : randomBytes(32);
    await tx`update video_version set failure = null, step_pct = 0,
        content_key_sealed = ${row.sealed ?? seal(masterKey, purpose, contentKey)}
      where id = ${id}`;
    if (locked.state !== 'processing')
      await stepVersion(tx, masterKey, locked, 'begin', workerActor, readClock());
    const { sealed: _, ...rest } = row;
    return { ...rest, contentKey, scratchDir: house.scratchDir ?? join(readDataDir(), 'scratch') };
  });
}

async function failVersion(
  { sql, masterKey }: MediaHouse,
  id: string,
  progress: Progress,
  error: unknown,
): Promise<void> {
  const why = error instanceof Error ? error.message : String(error);
  const failure =
    error instanceof PlainFailure
      ? why
      : `做到“${progress.step()}”停下了。 Stopped at ${progress.step()}: ${why.slice(0, 500)}`;
  await sql.begin(async (tx) => {
    const locked = await lockVersion(tx, id);
    if (locked.state !== 'processing') return;
    await tx`update video_version set failure = ${failure} where id = ${id}`;
    await stepVersion(tx, masterKey, locked, 'fail', workerActor, readClock(), { reason: failure });
  });
}
