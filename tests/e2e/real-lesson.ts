import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { holdLock } from '../../db/launch/hold-lock.mjs';
import { prepareVersion } from '../../media-pipeline/prepare-version.server.ts';
import { enterScript, publishByFixtures } from '../harness/enter-script.ts';
import { fixtures } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { keepVersion, restoreVersion } from '../harness/keep-version.ts';
import type { TestDatabase } from '../harness/open-test-database.ts';
import { fingerprint, testDataDir, testMasterKey } from '../harness/test-house.ts';

const occupationId = 'elder-care';
const slug = '01-ageing-body';
/** The same in every run: the log of the video names it. */
const lessonId = '6f0a5a52-6c1f-4c59-9d0e-3a1f5f8f2b01';
/** A whole lesson with everything a lesson has, eight minutes long. */
const script = 'tests/fixtures/courses/whole/ageing-body.md';

/** What changes the bytes of the lesson: its script, the drawings, and the pipeline's own code. */
function nameVersion(): string {
  const code = readdirSync('media-pipeline').filter((name) => name.endsWith('.ts'));
  const made = fingerprint([
    'app/approval',
    'db/migrations',
    script,
    'media-pipeline/drawings',
    ...code.map((name) => join('media-pipeline', name)),
  ]);
  const hex = createHash('sha256').update(made).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Makes the first real lesson by the real pipeline, or takes what an earlier run made, and puts it in the place of the
 * first fixture lesson. Nobody may have begun that one.
 */
export async function useRealLesson({
  sql,
  db,
}: Pick<TestDatabase, 'sql' | 'db'>): Promise<{ videoVersionId: string }> {
  const videoVersionId = nameVersion();
  await sql`insert into occupation (id, name, code) values (${occupationId}, '养老护理员', '4-10-01-05')`;
  const [lesson] = await sql<{ id: string }[]>`
    insert into lesson (id, occupation_id, slug, title)
    values (${lessonId}, ${occupationId}, ${slug}, '认识老年人的身体变化') returning id`;
  if (!lesson) throw new Error('no lesson');
  await pastGuards(
    sql,
    (tx) => tx`update course_lesson set lesson_id = ${lesson.id}
      where course_version_id = ${fixtures.courseVersionId} and ordinal = 1`,
  );
  const keptDir = join(testDataDir, 'prepared', slug);
  const kept = join(keptDir, `${videoVersionId}.json`);
  const release = await holdLock(join(testDataDir, 'real-lesson.lock'), 900_000);
  try {
    if (!existsSync(kept)) {
      await forgetOthers(keptDir);
      const blobs = openBlobStore(testDataDir);
      const scratchDir = join(testDataDir, 'scratch');
      const house = { db, sql, blobs, masterKey: testMasterKey, scratchDir };
      const markdown = readFileSync(script, 'utf8');
      await enterScript(house, lesson.id, markdown, { id: videoVersionId });
      await prepareVersion(house, videoVersionId);
      await publishByFixtures(house, videoVersionId);
      await keepVersion(sql, videoVersionId, kept);
    } else await restoreVersion(sql, kept, lesson.id);
    return { videoVersionId };
  } finally {
    release();
  }
}

/** Removes what older sources made. */
async function forgetOthers(keptDir: string): Promise<void> {
  if (!existsSync(keptDir)) return;
  const blobs = openBlobStore(testDataDir);
  for (const name of readdirSync(keptDir)) {
    await blobs.remove(`media/${name.replace('.json', '')}`);
    rmSync(join(keptDir, name));
  }
}
