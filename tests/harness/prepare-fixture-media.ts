import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eq } from 'drizzle-orm';
import { openBlobStore, type BlobStore } from '../../app/platform/blobs.server.ts';
import type { Db } from '../../db/client.ts';
import { controlQuestion, videoVersion } from '../../db/schema/index.ts';
import { prepareControls } from '../../media-pipeline/prepare-controls.server.ts';
import { prepareLesson } from '../../media-pipeline/prepare-lesson.server.ts';
import { fixtures } from './fixtures.ts';
import { fingerprint, testDataDir, testMasterKey } from './test-house.ts';

const preparedDir = join(testDataDir, 'prepared');
const scriptsDir = resolve('tests/fixtures/courses');

/** What changes the bytes of a fixture lesson: its script, the drawings, and the pipeline's own code. */
function listSources(slug: string): string[] {
  const code = readdirSync('media-pipeline').filter((name) => name.endsWith('.ts'));
  const script = join('tests/fixtures/courses', fixtures.occupationId, `${slug}.md`);
  return [script, 'media-pipeline/drawings', ...code.map((name) => join('media-pipeline', name))];
}

/** Makes what all lessons share and the fixture lessons, by the real pipeline. What an earlier run made stays good. */
export async function prepareFixtureMedia(db: Db): Promise<void> {
  const blobs = openBlobStore(testDataDir);
  await Promise.all([prepareControls({ blobs }), prepareFixtureLessons(db, blobs)]);
}

async function prepareFixtureLessons(db: Db, blobs: BlobStore): Promise<void> {
  for (const { slug, videoVersionId } of fixtures.lessons) {
    const kept = join(preparedDir, `${slug}-${fingerprint(listSources(slug))}.json`);
    if (existsSync(kept)) {
      await restoreLesson(db, videoVersionId, kept);
      continue;
    }
    forgetLesson(slug);
    await blobs.remove(`media/${videoVersionId}`);
    const house = {
      db,
      blobs,
      masterKey: testMasterKey,
      scriptsDir,
      scratchDir: join(testDataDir, 'scratch'),
    };
    await prepareLesson(house, videoVersionId, { approvalDocument: '测试批准' });
    await keepLesson(db, videoVersionId, kept);
  }
}

/** The store keeps one set of blobs for a version: rows of older sources no longer fit them. */
function forgetLesson(slug: string): void {
  if (!existsSync(preparedDir)) return;
  for (const name of readdirSync(preparedDir))
    if (name.startsWith(`${slug}-`)) rmSync(join(preparedDir, name));
}

type Kept = { video: typeof videoVersion.$inferSelect; questions: (typeof controlQuestion.$inferSelect)[] };

/** Writes the rows of a prepared version to a file; its blobs stay where they are. */
async function keepLesson(db: Db, videoVersionId: string, file: string): Promise<void> {
  const [video] = await db.select().from(videoVersion).where(eq(videoVersion.id, videoVersionId));
  const questions = await db
    .select()
    .from(controlQuestion)
    .where(eq(controlQuestion.videoVersionId, videoVersionId));
  mkdirSync(preparedDir, { recursive: true });
  writeFileSync(file, JSON.stringify({ video, questions }));
}

async function restoreLesson(db: Db, videoVersionId: string, file: string): Promise<void> {
  const { video, questions } = JSON.parse(readFileSync(file, 'utf8'), revive) as Kept;
  await db.update(videoVersion).set(video).where(eq(videoVersion.id, videoVersionId));
  if (questions.length > 0) await db.insert(controlQuestion).values(questions);
}

/** JSON writes a Buffer as `{type, data}` and a Date as text. */
function revive(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return new Date(value);
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'Buffer')
    return value;
  return Buffer.from((value as unknown as { data: number[] }).data);
}
