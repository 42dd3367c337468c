import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publicKeyOf } from '../../app/evidence/sign-checkpoint.server.ts';
import { deliverRecords } from '../../app/training/outbox/deliver-records.server.ts';
import { openFileAdapter } from '../../app/training/outbox/file-adapter.server.ts';
import { openHttpAdapter } from '../../app/training/outbox/http-adapter.server.ts';
import { openSupervisionAdapter } from '../../app/training/outbox/open-adapter.server.ts';
import { readClassDelivery, readDeliveries } from '../../app/training/outbox/read-delivery.server.ts';
import { recordFacts } from '../../app/training/outbox/record-facts.server.ts';
import type { SupervisionAdapter } from '../../app/training/outbox/supervision-adapter.ts';
import type { SupervisionFact } from '../../app/training/outbox/supervision-record.ts';
import { sweepRecords } from '../../app/training/outbox/sweep-records.server.ts';
import * as application from '../application/open-application.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { startPlatform, type Platform } from './supervision-server.ts';

// P003: what is recorded is delivered once, whatever breaks on the way.

let base: TestDatabase;
let platform: Platform;
const dir = mkdtempSync(join(tmpdir(), 'zhenxue-supervision-'));
const noon = Date.parse('2026-03-02T12:00:00+08:00');
const house = () => ({ sql: base.sql, masterKey: testMasterKey });
const http = (token = 't'): SupervisionAdapter =>
  openHttpAdapter(
    { url: platform.url, token, waitMs: platform.mood === 'silent' ? 300 : 10_000 },
    testMasterKey,
  );
const file = () => openFileAdapter(dir, testMasterKey);

/** One fact of each kind of the hours in person. */
function inPerson(): SupervisionFact[] {
  const { enrolmentId, id: learnerId } = fixtureLearner(1);
  const at = { classId: fixtures.classId, sessionId: randomUUID() };
  const who = { ...at, enrolmentId, learnerId };
  const span = { fromS: 28_800, toS: 39_600 };
  return [
    {
      ...{ kind: 'session_held', ...at, ...span, day: '2026-03-02', sessionKind: 'practice', hours: 4 },
      ...{ teacherId: fixtures.teacher.id, makesUp: null },
    },
    {
      ...{ kind: 'attendance_taken', ...who, sheetId: randomUUID(), state: 'present', takenAtMs: noon },
      ...{ spans: [28_800, 39_600], source: 'device', fileSha256: null },
    },
    { kind: 'make_up_held', ...who, makesUp: randomUUID() },
    {
      ...{ kind: 'session_recorded', ...at, ...span, recordingId: randomUUID(), sha256: null },
      ...{ visible: 1, recordedAtMs: noon },
    },
  ];
}

beforeAll(async () => {
  [base, platform] = await Promise.all([openTestDatabase(), startPlatform(publicKeyOf(testMasterKey), 't')]);
  await application.shortHours(base.sql);
  // A class whose learners have ID numbers, as a roster brings them.
  const classId = await application.complete(base, 100);
  await application.apply(base.sql, classId);
  await application.decide(base.sql, classId, { decision: 'approve' });
  await sweepRecords(base.sql, null, noon);
  await recordFacts(base.sql, inPerson(), noon);
}, 60_000);
afterAll(async () => {
  await Promise.all([base?.close(), platform?.close()]);
  rmSync(dir, { recursive: true, force: true });
});
beforeEach(() => {
  platform.mood = 'ok';
  platform.records.clear();
  platform.batches.length = platform.faults.length = 0;
});

type Row = { seq: number; kind: string; payload: string; sha256: string; personId: string | null };
/** Delivers until nothing is ready. */
async function drain(adapter: SupervisionAdapter, nowMs: number): Promise<number> {
  let all = 0;
  for (let n = 0; n < 50; n++) {
    const delivered = await deliverRecords(house(), adapter, nowMs);
    if (!delivered) return all;
    all += delivered;
  }
  throw new Error('it does not end');
}

/** Facts of a class, so many that one batch does not hold them. */
async function fill(count: number): Promise<void> {
  const facts = Array.from({ length: count }, (_, number) => ({
    ...{ kind: 'satisfaction' as const, classId: fixtures.classId, roundId: crypto.randomUUID(), number },
    ...{ enrolled: 1, answers: 1, satisfied: 1 },
  }));
  await recordFacts(base.sql, facts, noon - 1_000);
}

describe('into files', () => {
  const folder = (day: string) => join(dir, day);
  const linesOf = (day: string) =>
    readFileSync(join(folder(day), 'records.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(
        (line) =>
          JSON.parse(line) as {
            seq: number;
            sha256: string;
            person: { name: string; idNumber: string } | null;
          },
      );

  it('one a day, complete and signed, with names and numbers for whoever loads them', async () => {
    const nowMs = Date.parse('2026-08-01T12:00:00+08:00');
    const delivered = await drain(file(), nowMs);
    const [all] = await base.sql<{ count: number }[]>`select count(*)::int as count from supervision_record`;
    expect(delivered).toBe(all?.count);
    const lines = linesOf('2026-08-01');
    expect(lines).toHaveLength(delivered);
    expect(lines.some(({ person }) => person !== null && /^\d{17}[\dX]$/.test(person.idNumber ?? ''))).toBe(
      true,
    );
    const table = readFileSync(join(folder('2026-08-01'), 'records.csv'), 'utf8');
    expect(table.startsWith('\ufeff"seq","kind"')).toBe(true);
    expect(table.trimEnd().split('\r\n')).toHaveLength(delivered + 1);
    const manifest = JSON.parse(readFileSync(join(folder('2026-08-01'), 'manifest.json'), 'utf8')) as {
      signed: string;
      signature: string;
      publicKey: string;
    };
    const key = createPublicKey({
      key: Buffer.from(manifest.publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    const isBy = (signed: string) =>
      verify(
        null,
        Buffer.from(`supervision-manifest ${signed}`),
        key,
        Buffer.from(manifest.signature, 'base64'),
      );
    expect(isBy(manifest.signed)).toBe(true);
    expect(isBy(manifest.signed.replace(`"records":${delivered}`, `"records":${delivered + 1}`))).toBe(false);
    const { files, records } = JSON.parse(manifest.signed) as {
      files: { name: string; sha256: string }[];
      records: number;
    };
    expect(records).toBe(delivered);
    for (const { name, sha256 } of files)
      expect(
        createHash('sha256')
          .update(readFileSync(join(folder('2026-08-01'), name)))
          .digest('hex'),
      ).toBe(sha256);
    expect(statSync(join(folder('2026-08-01'), 'records.jsonl')).mode & 0o077).toBe(0);
  });

  it('a worker that died half-way in a line: the next one, a day later, makes the day whole, each record once', async () => {
    await fill(30);
    const nowMs = Date.parse('2026-08-02T23:59:00+08:00');
    const real = file();
    const dies: SupervisionAdapter = {
      ...real,
      async deliver(batch, records) {
        await real.deliver(batch, records.slice(0, 10));
        appendFileSync(join(folder(batch), 'records.jsonl'), '{"seq":99999999,"kind":"cla');
        throw new Error('killed');
      },
    };
    expect(await deliverRecords(house(), dies, nowMs)).toBe(0);
    expect(await drain(file(), nowMs + 120_000)).toBe(30);
    const seqs = linesOf('2026-08-02').map(({ seq }) => seq);
    expect(seqs).toHaveLength(30);
    expect(new Set(seqs).size).toBe(30);
    expect(seqs).not.toContain(99999999);
    // Given again, it adds nothing.
    const again = await base.sql<
      Row[]
    >`select seq, kind, payload, sha256 from supervision_record where seq = ${seqs[0] ?? 0}`;
    await file().deliver(
      '2026-08-02',
      again.map((row) => ({ ...row, kind: 'satisfaction', version: 1, atMs: 0, person: null })),
    );
    expect(linesOf('2026-08-02')).toHaveLength(30);
  });
});

describe('by HTTP', () => {
  const counts = async () => {
    const [row] = await base.sql<{ waiting: number }[]>`
      select count(*)::int as waiting from supervision_delivery where delivered_at is null`;
    return row?.waiting;
  };
  let nowMs = Date.parse('2026-09-01T12:00:00+08:00');
  /** Later than any wait. */
  const later = () => (nowMs += 7 * 3_600_000);

  it('signed batches under their own names; nothing without the token', async () => {
    await fill(450);
    await recordFacts(base.sql, inPerson(), noon);
    expect(await deliverRecords(house(), http('wrong'), later())).toBe(0);
    expect(platform.faults).toEqual(['not believed']);
    platform.faults.length = 0;
    expect(await drain(http(), later())).toBe(454);
    expect(platform.records.size).toBe(454);
    expect(platform.batches.map(({ seqs }) => seqs.length).sort()).toEqual([200, 200, 54]);
    expect(platform.faults).toEqual([]);
    for (const { sha256, payload } of platform.records.values())
      expect(createHash('sha256').update(JSON.stringify(payload)).digest('hex')).toBe(sha256);
  });

  it.each(['taken_then_broken', 'garbage', 'broken', 'silent'] as const)(
    'when the platform is %s, the same batch comes again under the same name, and is taken once',
    async (mood) => {
      await fill(5);
      platform.mood = mood;
      expect(await deliverRecords(house(), http(), later())).toBe(0);
      expect(await deliverRecords(house(), http(), nowMs + 30_000), 'it waits first').toBeNull();
      platform.mood = 'ok';
      expect(await drain(http(), later())).toBe(5);
      expect(platform.records.size).toBe(5);
      const first = platform.batches[0];
      expect(
        platform.batches.every(
          ({ name, seqs }) => name === first?.name && String(seqs) === String(first.seqs),
        ),
      ).toBe(true);
      expect(platform.faults).toEqual([]);
    },
  );

  it('what it refuses waits with its reason, the rest is delivered; what it does not name waits too', async () => {
    await fill(10);
    platform.mood = 'refuses_odd';
    expect(await deliverRecords(house(), http(), later())).toBe(5);
    expect(
      await base.sql`select distinct answer from supervision_delivery where delivered_at is null`,
    ).toEqual([{ answer: '身份证号不符' }]);
    platform.mood = 'answers_half';
    expect(await deliverRecords(house(), http(), later())).toBe(2);
    platform.mood = 'ok';
    await drain(http(), later());
    expect(await counts()).toBe(0);
    expect(platform.records.size).toBe(10);
  });

  it('two workers at once deliver each record once; another adapter takes over what one left', async () => {
    await fill(300);
    const both = await Promise.all([1, 2, 3].map(() => deliverRecords(house(), http(), later())));
    expect(both.filter((one) => one !== null).length).toBeGreaterThan(0);
    platform.mood = 'broken';
    await deliverRecords(house(), http(), later());
    platform.mood = 'ok';
    const seen = platform.batches.flatMap(({ seqs }) => seqs);
    expect(new Set(seen).size).toBe(seen.length);
    await drain(file(), later());
    expect(await counts()).toBe(0);
  });

  it('what was delivered stays delivered', async () => {
    await expect(
      base.sql`update supervision_delivery set delivered_at = null where delivered_at is not null`,
    ).rejects.toThrow('stays delivered');
  });
});

it('settings name the adapter, and what it needs', () => {
  expect(openSupervisionAdapter({}, dir, testMasterKey).name).toBe('file');
  const all = { SUPERVISION_ADAPTER: 'http', SUPERVISION_URL: 'https://jg.example.org/records' };
  expect(openSupervisionAdapter(all, dir, testMasterKey).name).toBe('http');
  expect(() => openSupervisionAdapter({ ...all, SUPERVISION_URL: '' }, dir, testMasterKey)).toThrow(
    'SUPERVISION_URL',
  );
  expect(() => openSupervisionAdapter({ SUPERVISION_ADAPTER: 'fax' }, dir, testMasterKey)).toThrow(
    'SUPERVISION_ADAPTER',
  );
});

it('a bureau sees the deliveries of its own area, an inspector all, a class how much of it has arrived', async () => {
  const page = { before: null, onlyWaiting: false };
  const { sql } = base;
  const mine = await readDeliveries(sql, application.bureau, page);
  expect(mine.records.length).toBe(50);
  const areas = await sql<{ place: string }[]>`select distinct place_code as place from training_class
    where id = any(${mine.records.map(({ classId }) => classId)}::uuid[])`;
  expect(areas.every(({ place }) => place.startsWith('4101'))).toBe(true);
  const theirs = await readDeliveries(sql, application.otherBureau, page);
  expect(theirs.records.map(({ classId }) => classId)).not.toContain(fixtures.classId);
  const older = await readDeliveries(sql, application.inspector, { ...page, before: mine.older });
  expect(older.records[0]?.seq).toBeLessThan(mine.records.at(-1)?.seq ?? 0);
  const own = await readClassDelivery(sql, fixtures.classId);
  expect(own.delivered).toBe(own.records);
  expect(own.lastMs).not.toBeNull();
});
