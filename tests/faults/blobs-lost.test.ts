import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { askExport, readExports } from '../../app/training/exports/ask-export.server.ts';
import { writeExport } from '../../app/training/exports/write-export.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { Attacker } from '../cheats/attacker.ts';
import { makePhotograph } from '../cheats/make-photograph.ts';
import { setProfile } from '../cheats/open-school.ts';
import { provokePhotograph, reachControl } from '../cheats/reach-control.ts';
import { upload } from '../cheats/upload-photograph.ts';
import { fixtureLearner, fixtureLesson, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { signIn } from '../harness/sign-in.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { startWorker } from '../harness/start-worker.ts';
import { testDataDir, testMasterKey } from '../harness/test-house.ts';
import { clerk } from '../roster/open-class.ts';
import { openChance } from './chance.ts';
import { checkInvariants } from './check-invariants.ts';

// A disk or a hand loses or changes what lies outside the database: it is named, people get a sentence, nobody crashes.

const chance = openChance('blobs');
const dataDir = mkdtempSync(join(tmpdir(), 'zhenxue-fault-blobs-'));
const { videoVersionId } = fixtureLesson(1);
let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await openTestDatabase();
  cpSync(join(testDataDir, 'blobs'), join(dataDir, 'blobs'), { recursive: true });
  await setProfile(database.sql, { popup_min_gap_s: 5, popup_max_gap_s: 10 });
  server = await startServer({ databaseUrl: database.databaseUrl, env: { DATA_DIR: dataDir } });
});
afterEach(async () => {
  // Whatever was lost: the server lives, and what was studied stands.
  expect(await fetch(`${server.url}/healthz`).then(({ status }) => status)).toBe(200);
  await checkInvariants(database.sql);
});
afterAll(async () => {
  await server?.stop();
  await database?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const fileOf = (key: string) => join(dataDir, 'blobs', key);

/** Flips one bit of a blob; answers how to undo it. */
function alter(key: string): () => void {
  const bytes = readFileSync(fileOf(key));
  const changed = Buffer.from(bytes);
  const at = chance.between(0, bytes.length - 1);
  changed[at] = (changed[at] ?? 0) ^ 1;
  writeFileSync(fileOf(key), changed);
  return () => writeFileSync(fileOf(key), bytes);
}
function lose(key: string): () => void {
  const bytes = readFileSync(fileOf(key));
  rmSync(fileOf(key));
  return () => writeFileSync(fileOf(key), bytes);
}

async function enter(place: number): Promise<Attacker> {
  const learner = fixtureLearner(place);
  return new Attacker(server.url, await signIn(database.db, learner.phone), learner);
}
const isSentence = expect.stringMatching(/^[^A-Za-z<>{}]{3,40}$/);

it('segments: the worker names each, and a lost one is a plain sentence', async () => {
  const files = await database.sql<{ path: string }[]>`
    select path from version_file where video_version_id = ${videoVersionId} and path like '%.ts'`;
  const lost = `media/${videoVersionId}/${files[0]?.path}`;
  const altered = `media/${videoVersionId}/${files.at(-1)?.path}`;
  const [bring, undo] = [lose(lost), alter(altered)];
  const reply = await (await enter(1)).get(`/${lost}`);
  expect([reply.status, reply.body]).toEqual([404, expect.objectContaining({ say: isSentence })]);
  const worker = startWorker({ databaseUrl: database.databaseUrl, dataDir });
  const named = () =>
    worker.lines
      .map((line) => JSON.parse(line) as { file?: string; why?: string })
      .flatMap(({ file, why }) => (file ? [`${file} is ${why}`] : []))
      .sort();
  const both = [`${altered} is altered`, `${lost} is missing`].sort();
  await expect.poll(named, { timeout: 60_000 }).toEqual(both);
  bring();
  undo();
  // Nothing is named when nothing is wrong.
  await database.sql`update job set run_after = now() where kind = 'check_media'`;
  await sleep(3_000);
  expect(named()).toEqual(both);
  await worker.stop();
});

it('the source of keys: named with its version, and learners wait with a plain sentence', async () => {
  const window = await enter(2);
  await window.openLease();
  const key = () => window.get<{ say: string }>(`/study/leases/${window.fence}/keys/0`);
  expect((await key()).status).toBe(200);
  const flip = () =>
    pastGuards(
      database.sql,
      (tx) => tx`update video_version set content_key_sealed = set_byte(content_key_sealed, 40,
        get_byte(content_key_sealed, 40) # 1) where id = ${videoVersionId}`,
    );
  await flip();
  await expect.poll(async () => (await key()).status, { timeout: 20_000 }).toBe(503);
  expect((await key()).body.say).toEqual(isSentence);
  expect(server.stderr.join('\n')).toContain(`content-key:${videoVersionId} does not open`);
  await flip();
  await expect.poll(async () => (await key()).status, { timeout: 20_000 }).toBe(200);
  // Beats were counted all the while: they need no key.
  expect((await window.beat(0)).status).toBe(200);
});

it('the sound of a control, and a photograph', async () => {
  const window = await enter(3);
  await window.openLease();
  const { control } = await reachControl(window);
  const [row] = await database.sql<{ blob: string }[]>`
    select audio_blob as blob from control where id = ${control.id}`;
  const bring = lose(row?.blob ?? '');
  const silent = await window.get(control.audioUrl);
  expect([silent.status, silent.body]).toEqual([503, expect.objectContaining({ say: isSentence })]);
  expect(server.stderr.join('\n')).toContain('ENOENT');
  bring();
  expect((await window.get(control.audioUrl)).status).toBe(200);
  const right = await database.sql<
    { answer: string }[]
  >`select right_answer as answer from control where id = ${control.id}`;
  expect((await window.answer(control.id, right[0]?.answer ?? '')).body.result).toBe('right');
  window.atMs = (await window.beat(0)).body.frontierMs;

  const { snapshot } = await provokePhotograph(window);
  expect((await upload(window, snapshot?.id ?? '', await makePhotograph(3))).status).toBe(201);
  const [stored] = await database.sql<{ blob: string }[]>`
    select blob from snapshot where id = ${snapshot?.id ?? ''}`;
  const look = () => window.get<{ say: string }>(`/pictures/snapshot/${window.learner.id}/${snapshot?.id}`);
  expect((await look()).status).toBe(200);
  const undo = alter(stored?.blob ?? '');
  const seen = await look();
  expect([seen.status, seen.body]).toEqual([503, expect.objectContaining({ say: isSentence })]);
  expect(server.stderr.join('\n')).toMatch(
    new RegExp(`what was sealed as \\S*${snapshot?.id}\\S* (does not open|is of no known version)`),
  );
  undo();
  const find = lose(stored?.blob ?? '');
  expect((await look()).status).toBe(404);
  find();
  expect((await look()).status).toBe(200);
});

it('a sealed export: refused whole, and named', async () => {
  const house = { ...database, blobs: openBlobStore(dataDir), masterKey: testMasterKey };
  await askExport(database.sql, clerk, { kind: 'learners', lang: 'zh' }, readClock());
  const id = (await readExports(database.sql, clerk))[0]?.id ?? '';
  await writeExport(house, id, readClock, new AbortController().signal);
  const cookie = await signIn(database.db, fixtures.clerk.phone);
  const download = () => fetch(`${server.url}/desk/exports/${id}/file`, { headers: { Cookie: cookie } });
  const whole = await download();
  expect([whole.status, (await whole.text()).includes('测试机构')]).toEqual([200, true]);
  for (const harm of [alter, lose]) {
    const undo = harm(`exports/${id}/0.sealed`);
    const refused = await download();
    expect(refused.status).toBe(404);
    expect(await refused.text()).not.toContain('测试机构');
    undo();
  }
  expect(
    server.stderr.filter((line) => /a sealed part .* is gone or was changed/.test(line)).join(),
  ).toContain(id);
  expect((await download()).status).toBe(200);
});
