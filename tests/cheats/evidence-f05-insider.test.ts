import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportEvidence } from '../../app/evidence/export.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { readExport } from '../../app/evidence/read-export.ts';
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
