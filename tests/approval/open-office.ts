import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeFile } from '../../app/approval/manifest.server.ts';
import { checklistItems, type Review } from '../../app/approval/review-rules.ts';
import { lockVersion, stepVersion } from '../../app/approval/step-version.server.ts';
import type { StepActor } from '../../app/approval/version-life.ts';
import { checkContent, type JudgedContent } from '../../app/evidence/check-content.ts';
import { exportContent } from '../../app/evidence/export-content.server.ts';
import { readContentExport } from '../../app/evidence/read-export.ts';
import { publicKeyOf } from '../../app/evidence/sign-checkpoint.server.ts';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { seal } from '../../app/platform/seal.server.ts';
import { finishVersion } from '../../media-pipeline/finish-version.server.ts';
import type { MadeVersion } from '../../media-pipeline/made-version.ts';
import { workerActor } from '../../media-pipeline/media-house.ts';
import { verifierCrypto } from '../cheats/tamper-export.ts';
import { enterScript } from '../harness/enter-script.ts';
import { fixtureLesson, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase } from '../harness/open-test-database.ts';
import { testMasterKey } from '../harness/test-house.ts';

/** Who works at the school and at the office that approves what the school brings; and at another school. */
export const actors = {
  author: { role: 'author', personId: fixtures.author.id, institutionId: fixtures.institutionId },
  /** Works where the author works. */
  ownReviewer: { role: 'reviewer', personId: fixtures.reviewer.id, institutionId: fixtures.institutionId },
  reviewer: {
    role: 'reviewer',
    personId: fixtures.other.clerk.id,
    institutionId: fixtures.other.institutionId,
  },
  second: { role: 'reviewer', personId: fixtures.inspector.id, institutionId: fixtures.other.institutionId },
  stranger: {
    role: 'author',
    personId: fixtures.other.clerk.id,
    institutionId: fixtures.other.institutionId,
  },
  worker: workerActor,
  platform: { role: 'platform', personId: null, institutionId: null },
  learner: { role: 'learner', personId: fixtures.learners[0]!.id, institutionId: fixtures.institutionId },
} as const satisfies Record<string, StepActor>;

/** What the worker made of a source: one rendition of one segment, a caption and a question. */
const made: MadeVersion = {
  renditions: [{ name: '240p', bandwidth: 1, width: 2, height: 2, codecs: 'x', segmentsMs: [4_000] }],
  companions: ['subtitles.vtt'],
  questions: null,
  check: null,
  poster: null,
  recipeSha256: null,
  flags: [],
  probe: null,
};

/** A review in which everything is in order. */
export const approval = (contentSha256: string): Review => ({
  decision: 'approve',
  documentNumber: '豫测〔2026〕1号',
  reason: '',
  checklist: Object.fromEntries(checklistItems.map((item) => [item, true])),
  contentSha256,
});

/** A database of its own and a store in a folder of its own, in which versions are brought without a real video. */
export async function openOffice() {
  const database = await openTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'zhenxue-office-'));
  const { sql, db } = database;
  const house = { sql, db, blobs: openBlobStore(folder), masterKey: testMasterKey };
  const office = {
    ...house,
    house,
    /** A version that its author just brought. */
    bring: () =>
      enterScript(house, fixtureLesson(1).lessonId, '# 课', { id: randomUUID(), actor: actors.author }),
    /** A worker takes it up and makes its files. */
    async begin(id: string) {
      await storeFile(house.blobs, id, '240p/0.ts', Buffer.from(`segment ${id}`));
      await storeFile(house.blobs, id, 'subtitles.vtt', Buffer.from('WEBVTT'));
      await sql.begin(async (tx) => {
        await stepVersion(tx, testMasterKey, await lockVersion(tx, id), 'begin', workerActor, readClock());
        await tx`update video_version set content_key_sealed = ${seal(testMasterKey, `content-key:${id}`, Buffer.alloc(32, 7))}
          where id = ${id}`;
      });
    },
    finish: (id: string) => finishVersion(house, id, made),
    /** A version that waits to be handed in. */
    async process(): Promise<string> {
      const id = await office.bring();
      await office.begin(id);
      await office.finish(id);
      return id;
    },
    async hashOf(id: string): Promise<string> {
      const [row] = await sql<{ hash: string }[]>`
        select coalesce(encode(content_sha256, 'hex'), '') as hash from video_version where id = ${id}`;
      return row?.hash ?? '';
    },
    async stateOf(id: string): Promise<string> {
      const [row] = await sql<{ state: string }[]>`select state from video_version where id = ${id}`;
      return row?.state ?? '';
    },
    /** The steps that the chain of a version holds, in order. */
    async stepsOf(id: string): Promise<string[]> {
      const rows = await sql<{ body: string }[]>`
        select body from content_event where video_version_id = ${id} order by seq`;
      return rows.map(({ body }) => {
        const event = JSON.parse(body) as { kind: string; step?: string };
        return event.step ?? event.kind;
      });
    },
    /** The export of a version as the verifier judges it. */
    async judge(id: string): Promise<JudgedContent> {
      const file = readContentExport(await office.exportText(id));
      if (!file) throw new Error('no export of a version');
      return checkContent(file.content, publicKeyOf(testMasterKey), verifierCrypto);
    },
    async exportText(id: string): Promise<string> {
      let text = '';
      for await (const line of exportContent(sql, testMasterKey, id, readClock())) text += line;
      return text;
    },
    async close() {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return office;
}

export type Office = Awaited<ReturnType<typeof openOffice>>;
