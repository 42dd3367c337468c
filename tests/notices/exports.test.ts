import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Session } from '../../app/identity/read-session.server.ts';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import {
  askExport,
  cancelExport,
  exportKeptMs,
  readExports,
} from '../../app/training/exports/ask-export.server.ts';
import type { ExportKind } from '../../app/training/exports/export-kinds.ts';
import { rowsInPart } from '../../app/training/exports/export-sources.server.ts';
import { openExport } from '../../app/training/exports/open-export.server.ts';
import { sweepExports, writeExport } from '../../app/training/exports/write-export.server.ts';
import { sweepRecords } from '../../app/training/outbox/sweep-records.server.ts';
import { bureau, inspector, otherBureau, why } from '../application/open-application.ts';
import { proveSome } from '../board/prove-some.ts';
import { houseOf } from '../face/store-face.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { startWorker } from '../harness/start-worker.ts';
import { clerk, otherClerk } from '../roster/open-class.ts';

// Long exports: written by the worker in parts, taken over when it dies, sealed, for whoever asked alone.

let base: TestDatabase;
let house: House;
const dataDir = mkdtempSync(join(tmpdir(), 'zhenxue-exports-'));
const rows = 10_000;
const now = () => ({ wallMs: Date.now(), monoMs: 0, boot: 't' });
const never = new AbortController().signal;
const learnersMany = rows + 1;

/** 126 classes of 80 learners of the fixture institution, beside the fixture class. */
async function fill(): Promise<void> {
  await base.sql`
    insert into training_class (id, institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on, place_code,
      state, approved_at)
    select gen_random_uuid(), institution_id, '=大班' || n, course_version_id, rule_profile_id, starts_on, ends_on,
      place_code, state, approved_at from training_class, generate_series(1, 126) n where id = ${fixtures.classId}`;
  await base.sql`
    insert into person (id, institution_id, role, name, phone, password_hash)
    select gen_random_uuid(), ${fixtures.institutionId}, 'learner', '学员' || n, (15000000000 + n)::text, 'x'
    from generate_series(1, ${rows - 11}::int) n`;
  await base.sql`
    insert into enrolment (learner_id, class_id)
    select p.id, c.id from (select id, row_number() over (order by id) as n from person where phone like '150%') p
      join (select id, row_number() over (order by id) as n from training_class where title like '=大班%') c
        on c.n = (p.n - 1) / 80 + 1`;
}

beforeAll(async () => {
  base = await openTestDatabase();
  house = { ...houseOf(base), blobs: openBlobStore(dataDir) };
  await fill();
}, 120_000);
afterAll(async () => {
  await base?.close();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  await base.sql`delete from export_file`;
  await base.sql`delete from job where kind = 'write_export'`;
});

async function ask(session: Session, kind: ExportKind = 'learners'): Promise<string> {
  await askExport(base.sql, session, { kind, lang: 'zh' }, now());
  return (await readExports(base.sql, session))[0]?.id ?? '';
}
const seen = async (session: Session = clerk) => (await readExports(base.sql, session))[0];
const download = async (session: Session, id: string) => {
  const { body } = await openExport(house, session, id, now());
  return Buffer.from(await new Response(body).arrayBuffer());
};

it('a whole institution, in parts: every learner once, her hours as the ledger stands, no cell a formula', async () => {
  await proveSome(base.sql, fixtureLearner(1).id, fixtureLearner(1).enrolmentId, 120_000, true);
  const id = await ask(clerk);
  const startedMs = performance.now();
  await writeExport(house, id, now, never);
  const tookMs = performance.now() - startedMs;
  console.log(`export of ${learnersMany} rows: ${Math.round(tookMs)} ms`);
  const done = await seen();
  expect(done).toMatchObject({ state: 'ready', pct: 100, rowsDone: learnersMany });
  const bytes = await download(clerk, id);
  expect(bytes.length).toBe(done?.bytes);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(done?.sha256);
  const text = bytes.toString('utf8');
  const lines = text.trimEnd().split('\r\n').slice(1);
  expect(lines).toHaveLength(learnersMany);
  expect(new Set(lines.map((line) => line.split(',')[5])).size).toBeGreaterThan(1);
  expect(
    lines.filter((line) => line.includes('"=大班')),
    'no formula',
  ).toEqual([]);
  const own = lines.find(
    (line) => line.includes(`"${fixtureLearner(1).name}"`) && line.includes('139****0001'),
  );
  expect(own?.split(',')[6]).toBe('2');
  expect(text).not.toContain(fixtureLearner(1).phone);
  expect(
    lines.some((line) => line.startsWith('"测试机构","\t=大班')),
    'shown as it is',
  ).toBe(true);
}, 120_000);

it('the database finds it in one place only, sealed; nobody else has it', async () => {
  const id = await ask(clerk);
  await writeExport(house, id, now, never);
  const folder = join(dataDir, 'blobs', 'exports', id);
  const parts = readdirSync(folder);
  expect(parts.length).toBe(Math.ceil(learnersMany / rowsInPart));
  for (const name of parts) expect((await readFile(join(folder, name))).includes('学员')).toBe(false);
  for (const other of [otherClerk, bureau, inspector]) {
    expect(await why(download(other, id))).toBe('not_found');
    expect(await why(cancelExport(house, other, id))).toBe('not_found');
    expect(await readExports(base.sql, other)).toEqual([]);
  }
  await sweepExports(house, { ...now(), wallMs: Date.now() + exportKeptMs - 60_000 });
  expect((await download(clerk, id)).length).toBeGreaterThan(0);
  await sweepExports(house, { ...now(), wallMs: Date.now() + exportKeptMs + 60_000 });
  expect((await seen())?.state).toBe('expired');
  expect(await why(download(clerk, id))).toBe('not_found');
  expect(readdirSync(join(dataDir, 'blobs', 'exports'))).not.toContain(id);
}, 60_000);

it('holds what concerns whoever asked: an area, an institution, all', async () => {
  const count = async (session: Session) => {
    const id = await ask(session);
    await writeExport(house, id, now, never);
    return (await seen(session))?.rowsDone;
  };
  expect(await count(otherClerk)).toBe(1);
  const [elsewhere] = await base.sql<{ count: number }[]>`
    select count(*)::int as count from enrolment e join training_class c on c.id = e.class_id where c.place_code like '4101%'`;
  expect(await count(bureau)).toBe(elsewhere?.count);
  expect(await count(otherBureau)).toBeLessThan(elsewhere?.count ?? 0);
  expect(await why(ask(clerk, 'supervision'))).toBe('forbidden');
  const author = { ...clerk, role: 'author' as const };
  expect(await why(ask(author))).toBe('forbidden');
}, 60_000);

it('the records to the supervision platform, line by line, each with the hash of its payload', async () => {
  await sweepRecords(base.sql, null, Date.now());
  const id = await ask(bureau, 'supervision');
  await writeExport(house, id, now, never);
  const lines = (await download(bureau, id)).toString('utf8').trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(rows);
  for (const line of lines.slice(0, 50)) {
    const { payload, sha256 } = JSON.parse(line) as { payload: string; sha256: string };
    expect(createHash('sha256').update(payload).digest('hex')).toBe(sha256);
  }
}, 120_000);

it('one at a time for each kind: a second press, also at once, asks for the same', async () => {
  await Promise.all([1, 2, 3].map(() => ask(clerk)));
  expect(await readExports(base.sql, clerk)).toHaveLength(1);
  expect(await base.sql`select 1 from job where kind = 'write_export'`).toHaveLength(1);
});

it('cancelled half-way it stops, and leaves nothing behind', async () => {
  const id = await ask(clerk);
  const writing = writeExport(house, id, now, never);
  while (((await seen())?.rowsDone ?? 0) === 0) await sleep(5);
  await cancelExport(house, clerk, id);
  await writing;
  expect((await seen())?.state).toBe('cancelled');
  expect(readdirSync(join(dataDir, 'blobs', 'exports'))).not.toContain(id);
  expect(await why(download(clerk, id))).toBe('not_found');
}, 60_000);

it('two workers at once write one file, each row once', async () => {
  const id = await ask(clerk);
  await Promise.all([writeExport(house, id, now, never), writeExport(house, id, now, never)]);
  await writeExport(house, id, now, never);
  expect(await seen()).toMatchObject({ state: 'ready', rowsDone: learnersMany });
  const lines = (await download(clerk, id)).toString('utf8').trimEnd().split('\r\n');
  expect(lines).toHaveLength(learnersMany + 1);
}, 60_000);

it('a worker that is killed half-way is taken over behind its last part', async () => {
  const id = await ask(clerk);
  // It stops after a few parts, like a process that is killed: nothing is said, nothing tidied.
  const dies = new AbortController();
  const putting = { ...house.blobs, put: house.blobs.put };
  let parts = 0;
  putting.put = async (key, bytes) => {
    await house.blobs.put(key, bytes);
    if (++parts === 4) dies.abort(new Error('killed'));
  };
  await expect(writeExport({ ...house, blobs: putting }, id, now, dies.signal)).rejects.toThrow('killed');
  const half = await seen();
  expect(half).toMatchObject({ state: 'working', rowsDone: 4 * rowsInPart });
  expect(half?.pct).toBe(Math.floor((4 * rowsInPart * 100) / learnersMany));
  const first = await readFile(join(dataDir, 'blobs', 'exports', id, '0.sealed'));
  await writeExport(house, id, now, never);
  expect(await seen()).toMatchObject({ state: 'ready', rowsDone: learnersMany });
  expect(
    (await readFile(join(dataDir, 'blobs', 'exports', id, '0.sealed'))).equals(first),
    'not written anew',
  ).toBe(true);
  const lines = (await download(clerk, id)).toString('utf8').trimEnd().split('\r\n');
  expect(new Set(lines).size).toBe(learnersMany + 1);
}, 60_000);

it('the real worker takes over a job whose worker was killed, and does what it does beside', async () => {
  const id = await ask(clerk);
  await base.sql`update job set claimed_by = 'dead', claimed_until = now() + interval '2 seconds'
    where kind = 'write_export' and subject = ${id}`;
  await base.sql`update export_file set state = 'working' where id = ${id}`;
  const worker = startWorker({ databaseUrl: base.databaseUrl, dataDir });
  try {
    const deadline = Date.now() + 50_000;
    while ((await seen())?.state !== 'ready' && Date.now() < deadline) await sleep(200);
    expect((await seen())?.state, worker.lines.join('\n')).toBe('ready');
    const again = async (kind: string) =>
      (
        await base.sql`select 1 from job where kind = ${kind} and done_at is null and run_after > now() and failure is null`
      ).length;
    const standing = ['sweep_notices', 'tell_behind', 'sweep_records', 'sweep_exports', 'deliver_records'];
    for (const kind of standing) {
      while ((await again(kind)) === 0 && Date.now() < deadline) await sleep(200);
      expect(await again(kind), `${kind}\n${worker.lines.join('\n')}`).toBe(1);
    }
  } finally {
    await worker.stop();
  }
}, 90_000);

it('an asked file that cannot be found is nobody’s', async () => {
  expect(await why(openExport(house, clerk, randomUUID(), now()))).toBe('not_found');
  expect(await why(openExport(house, clerk, 'x', now()))).toBe('not_found');
});
