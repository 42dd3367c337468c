import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openBlobStore, type BlobStore } from '../../app/platform/blobs.server.ts';
import type { Database } from '../../db/client.ts';
import { prepareControls } from '../../media-pipeline/prepare-controls.server.ts';
import { prepareVersion } from '../../media-pipeline/prepare-version.server.ts';
import { enterScript, fixtureScript, publishByFixtures } from './enter-script.ts';
import { fixtures } from './fixtures.ts';
import { keepVersion, restoreVersion } from './keep-version.ts';
import { fingerprint, testDataDir, testMasterKey } from './test-house.ts';

const preparedDir = join(testDataDir, 'prepared');

/** What changes the bytes of a fixture lesson: its script, the drawings, and the pipeline's own code. */
function listSources(slug: string): string[] {
  const code = readdirSync('media-pipeline').filter((name) => name.endsWith('.ts'));
  // What leads a version through its life; how it is watched and shown changes no byte of it.
  const steps = readdirSync('app/approval').filter((name) =>
    /^(approve|create|decide|digest|manifest|publish|review-rules|step|submit|version-life)/.test(name),
  );
  const life = [
    ...steps.map((name) => join('app/approval', name)),
    'app/evidence/append-content.server.ts',
    'app/evidence/content-event.ts',
    'db/migrations',
  ];
  const script = join('tests/fixtures/courses', fixtures.occupationId, `${slug}.md`);
  return [script, 'media-pipeline/drawings', ...life, ...code.map((name) => join('media-pipeline', name))];
}

/** Makes what all lessons share and the fixture lessons, by the real pipeline. What an earlier run made stays good. */
export async function prepareFixtureMedia(database: Database): Promise<void> {
  const blobs = openBlobStore(testDataDir);
  await Promise.all([prepareControls({ blobs }), prepareFixtureLessons(database, blobs)]);
}

async function prepareFixtureLessons({ db, sql }: Database, blobs: BlobStore): Promise<void> {
  const scratchDir = join(testDataDir, 'scratch');
  const house = { db, sql, blobs, masterKey: testMasterKey, scratchDir };
  for (const { slug, lessonId, videoVersionId: id } of fixtures.lessons) {
    const kept = join(preparedDir, `${slug}-${fingerprint(listSources(slug))}.json`);
    if (existsSync(kept)) {
      await restoreVersion(sql, kept, lessonId);
      continue;
    }
    forgetLesson(slug);
    await blobs.remove(`media/${id}`);
    await enterScript(house, lessonId, fixtureScript(slug), { id });
    await prepareVersion(house, id);
    await publishByFixtures(house, id);
    await keepVersion(sql, id, kept);
  }
  // Tests of the worker start from an empty line.
  await sql`delete from job`;
}

/** The store keeps one set of blobs for a version: rows of older sources no longer fit them. */
function forgetLesson(slug: string): void {
  if (!existsSync(preparedDir)) return;
  for (const name of readdirSync(preparedDir))
    if (name.startsWith(`${slug}-`)) rmSync(join(preparedDir, name));
}
