import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportEvidence } from '../../app/evidence/export.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { readExport } from '../../app/evidence/read-export.ts';
import { readLogs } from '../../app/evidence/read-log.server.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { testMasterKey } from '../harness/test-house.ts';
import type { Attacker } from './attacker.ts';
import { openSchool, type School } from './open-school.ts';
import { readLedger, verifyLog } from './read-ledger.ts';
import { judge, readFileOf } from './tamper-export.ts';
import { digestLearner } from './watch-learner.ts';

// F05, I7, I8: somebody with the database's own password changes rows. The log refuses, or tells.

let school: School;
let windows: Attacker[];
beforeAll(async () => {
  school = await openSchool();
  windows = await Promise.all([1, 2, 3, 4, 5].map((place) => school.enter(place)));
  await Promise.all(
    windows.map(async (window) => {
      await window.openLease();
      await window.studyHonestly(23_000, school.solve);
    }),
  );
}, 180_000);
afterAll(() => school?.close());

/** Rolls back whatever was done. */
class Undo extends Error {}

const learnerOf = (index: number) => windows[index]?.learner.id ?? '';

describe('the log is append-only for its owner too', () => {
  it.each([
    ['update', `update evidence_event set body = body || ' '`],
    ['update of no row', `update evidence_event set seq = 1 where false`],
    ['delete', 'delete from evidence_event'],
    ['truncate', 'truncate evidence_event'],
    ['update of a signature', `update checkpoint set signature = ''`],
    ['delete of signatures', 'delete from checkpoint'],
    ['truncate of signatures', 'truncate checkpoint'],
    [
      'an insert that would overwrite',
      `insert into evidence_event select * from evidence_event limit 1
        on conflict (learner_id, seq) do update set body = 'x'`,
    ],
  ])('%s is refused and changes nothing', async (_, statement) => {
    await readFileOf(school.sql, learnerOf(0));
    const before = await digestLearner(school.sql, learnerOf(0));
    await expect(school.sql.unsafe(statement)).rejects.toThrow('evidence is append-only');
    expect(await digestLearner(school.sql, learnerOf(0))).toBe(before);
    expect(judge(await readFileOf(school.sql, learnerOf(0))).broken).toBeNull();
  });

  it('positive control: a table without the trigger takes the same change', async () => {
    const changed = await school.sql.begin(async (tx) => {
      await tx`create temporary table copied on commit drop as select * from evidence_event`;
      return (await tx`update copied set body = 'forged'`).count;
    });
    expect(changed).toBeGreaterThan(5);
  });
});

describe('what an insider changes in spite of that', () => {
  it('a row changed with the triggers off is the row that the verifier names', async () => {
    const learnerId = learnerOf(1);
    const { rows } = await readFileOf(school.sql, learnerId);
    for (const seq of [1, Math.ceil(rows.length / 2), rows.length]) {
      const verdict = await school.sql.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx`update evidence_event set body = replace(body, '"fence":1', '"fence":2')
          where learner_id = ${learnerId} and seq = ${seq}`;
        const found = judge(await readFileOf(tx as unknown as School['sql'], learnerId));
        await tx`update evidence_event set body = replace(body, '"fence":2', '"fence":1')
          where learner_id = ${learnerId} and seq = ${seq}`;
        return found;
      });
      expect(verdict.broken?.row).toBe(seq);
    }
    expect(judge(await readFileOf(school.sql, learnerId)).broken).toBeNull();
  });

  it.each([
    [
      'two rows in one, with both hashes',
      `update evidence_event e set body = e.body || E'\\n' || n.body, hash = e.hash || n.hash from evidence_event n
        where e.learner_id = $1 and n.learner_id = $1 and e.seq = $2 and n.seq = $2 + 1`,
      `delete from evidence_event where learner_id = $1 and seq = $2 + 1`,
    ],
    [
      'a byte of a hash moved to the next',
      `update evidence_event e set hash = substr(o.hash, 32) || e.hash from evidence_event o
        where e.learner_id = $1 and o.learner_id = $1 and e.seq = $2 + 1 and o.seq = $2`,
      `update evidence_event set hash = substr(hash, 1, 31) where learner_id = $1 and seq = $2`,
    ],
  ])('%s: the rows read as one text are the same, and the verifier names the row', async (_, ...changes) => {
    const learnerId = learnerOf(1);
    await pastGuards(school.sql, async (tx) => {
      const join = () => tx<{ bodies: string; hashes: string }[]>`
        select string_agg(body, E'\\n' order by seq) as bodies, encode(string_agg(hash, '' order by seq), 'hex') as hashes
        from evidence_event where learner_id = ${learnerId}`;
      const [before] = await join();
      for (const change of changes) await tx.unsafe(change, [learnerId, 3]);
      expect((await join())[0]).toEqual(before);
      const { broken } = judge(await readFileOf(tx as unknown as School['sql'], learnerId));
      expect(broken?.row).toBe(3);
      throw new Undo();
    }).catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
    expect(judge(await readFileOf(school.sql, learnerId)).broken).toBeNull();
  });

  it('an end that was cut off, with its chain head set back, is missed because it was signed', async () => {
    const learnerId = learnerOf(2);
    const { rows } = await readFileOf(school.sql, learnerId);
    const kept = rows.length - 3;
    await school.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`delete from evidence_event where learner_id = ${learnerId} and seq > ${kept}`;
      await tx`update chain_head set seq = ${kept}, hash = ${Buffer.from(rows[kept - 1]?.hash ?? '', 'hex')}
        where learner_id = ${learnerId}`;
    });
    const { broken } = judge(await readFileOf(school.sql, learnerId));
    expect(broken?.row).toBe(kept + 1);
    expect(broken?.why).toContain('missing');
  });

  it('credit written into the ledger is not in the log, and the next lease says so in a row of its own', async () => {
    const window = windows[3] as Attacker;
    const { id } = window.learner;
    const before = await verifyLog(school.sql, id);
    await school.sql`update lesson_progress set proven_ms = duration_ms, frontier_ms = duration_ms, completed_at = now()
      where learner_id = ${id}`;
    await school.sql`update enrolment_study set credited_ms = 43400 where learner_id = ${id}`;
    // The ledger says the whole lesson, the log what was studied.
    expect((await readLedger(school.sql, id)).provenMs).toBeGreaterThan(43_000);
    expect(judge(await readFileOf(school.sql, id)).creditedMs).toBe(before.creditedMs);
    await expect(verifyLog(school.sql, id)).rejects.toThrow('the ledger says');

    const rowsBefore = (await readFileOf(school.sql, id)).rows.length;
    expect((await window.openLease({ ordinal: 2, takeOver: true })).status).toBe(201);
    const { broken } = judge(await readFileOf(school.sql, id));
    expect(broken).toEqual({ row: rowsBefore + 2, why: 'lesson 2 opens before lesson 1 is complete (P008)' });
  });

  it('a ledger set back is told as well, and no constraint lets proven pass the length', async () => {
    const window = windows[4] as Attacker;
    const { id } = window.learner;
    await expect(
      school.sql`update lesson_progress set proven_ms = duration_ms + 1 where learner_id = ${id}`,
    ).rejects.toThrow('progress_in_order');
    await school.sql`update lesson_progress set proven_ms = 0, frontier_ms = 0 where learner_id = ${id}`;
    await expect(verifyLog(school.sql, id)).rejects.toThrow('the ledger says');
    await window.openLease({ takeOver: true });
    expect(judge(await readFileOf(school.sql, id)).broken?.why).toContain('it states 0 ms proven');
  });
});

it('an export that is written while the learner studies on and another export is made holds', async () => {
  const window = windows[0] as Attacker;
  const { sql } = school;
  const lines = exportEvidence(sql, testMasterKey, window.learner.id, readClock());
  const first = await lines.next();
  await window.openLease({ takeOver: true });
  await readFileOf(sql, window.learner.id);
  let text = String(first.value);
  for await (const line of lines) text += line;
  const verdict = judge(readExport(text));
  expect(verdict.broken).toBeNull();
  expect(verdict.signedRows).toBe(readExport(text).rows.length);
}, 30_000);

it('logs that are read together, longer than what is read at a time, come whole and in order', async () => {
  const { sql } = school;
  const lengths = new Map([
    ['00000000-0000-4000-8000-00000000000a', 4_100],
    ['00000000-0000-4000-8000-00000000000b', 0],
    ['00000000-0000-4000-8000-00000000000c', 1_000],
  ]);
  await pastGuards(sql, async (tx) => {
    for (const [id, rows] of lengths)
      await tx`insert into evidence_event (learner_id, seq, body, hash)
        select ${id}, n, '{"行":' || n || '}', sha256(convert_to(n::text, 'UTF8')) from generate_series(${rows}::int, 1, -1) n`;
    const read = new Map<string, object[]>();
    const places = [...lengths.keys()].map((learnerId) => ({ learnerId, afterSeq: 1, lastSeq: 4_099 }));
    for await (const { learnerId, rows } of readLogs(tx as unknown as School['sql'], places))
      read.set(learnerId, [...(read.get(learnerId) ?? []), ...rows]);
    expect([...read.keys()].sort()).toEqual([...lengths.keys()].filter((id) => !id.endsWith('b')));
    for (const [id, rows] of read) {
      const plain = await tx`select body, encode(hash, 'hex') as hash from evidence_event
        where learner_id = ${id} and seq between 2 and 4099 order by seq`;
      expect(rows).toEqual([...plain]);
    }
    throw new Undo();
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
});
