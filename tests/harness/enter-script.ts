import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { approveDemo } from '../../app/approval/approve-demo.server.ts';
import { createVersion, sourceBlobOf } from '../../app/approval/create-version.server.ts';
import type { StepActor } from '../../app/approval/version-life.ts';
import type { BlobStore } from '../../app/platform/blobs.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { Sql } from '../../db/client.ts';
import { fixtures } from './fixtures.ts';

export type ScriptHouse = { sql: Sql; blobs: BlobStore; masterKey: Buffer };

export const platform: StepActor = { role: 'platform', personId: null, institutionId: null };

/** The script of a fixture lesson. */
export const fixtureScript = (slug: string) => readFileSync(`tests/fixtures/courses/test/${slug}.md`, 'utf8');

/** Enters a version of a lesson that waits to be made from this script, and its job. */
export async function enterScript(
  { sql, blobs, masterKey }: ScriptHouse,
  lessonId: string,
  markdown: string,
  rest: { id?: string; actor?: StepActor; priority?: number; payload?: object } = {},
): Promise<string> {
  const id = rest.id ?? randomUUID();
  const bytes = Buffer.from(markdown);
  const blob = sourceBlobOf(id, 'script');
  await blobs.put(blob, bytes);
  const sha256 = createHash('sha256').update(bytes).digest();
  const source = { kind: 'script', blob, sha256, bytes: bytes.length, name: 'script.md' } as const;
  const rights = { licence: '测试', portraitRights: '没有真人' };
  await sql.begin((tx) =>
    createVersion(tx, masterKey, lessonId, source, rest.actor ?? platform, readClock(), {
      ...rest,
      ...rights,
      id,
    }),
  );
  return id;
}

/** Hands a processed version in, has the fixture reviewer approve it, and publishes it. */
export async function publishByFixtures(
  house: { sql: Sql; masterKey: Buffer },
  videoVersionId: string,
  documentNumber = '测试批准',
): Promise<void> {
  const { id: personId } = fixtures.reviewer;
  const reviewer: StepActor = { role: 'reviewer', personId, institutionId: fixtures.institutionId };
  await approveDemo(house, videoVersionId, { author: platform, reviewer, documentNumber }, readClock());
}
