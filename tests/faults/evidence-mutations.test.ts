import { afterAll, beforeAll, expect, it } from 'vitest';
import { signGrownChains } from '../../app/evidence/sign-checkpoint.server.ts';
import type { Sql } from '../../db/client.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { verifyLog } from '../cheats/read-ledger.ts';
import { judge, readFileOf } from '../cheats/tamper-export.ts';
import { fixtureLesson } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { openChance } from './chance.ts';
import { checkInvariants } from './check-invariants.ts';
import { drawMutation, listColumns, type Mutation } from './mutate-evidence.ts';

// A superuser of the database changes, deletes, swaps and inserts rows, past every trigger (F05, I7, I8).

/** Times that every column of every table is drawn. */
const rounds = Number(process.env.FAULT_TIMES ?? 50);
const chance = openChance('evidence mutations');
const { videoVersionId } = fixtureLesson(1);
let school: School;
let learners: string[];

beforeAll(async () => {
  school = await openSchool({ popup_min_gap_s: 5, popup_max_gap_s: 10 });
  const windows = await Promise.all([1, 2].map((place) => school.enter(place)));
  await Promise.all(
    windows.map(async (window) => {
      await window.openLease();
      await window.studyHonestly(14_000, school.solve);
      await signGrownChains(school.sql, testMasterKey, Date.now());
      await window.studyHonestly(6_000, school.solve);
      await window.close();
    }),
  );
  await signGrownChains(school.sql, testMasterKey, Date.now());
  learners = windows.map(({ learner }) => learner.id);
});
afterAll(() => school?.close());

/** Rolls back whatever was done. */
class Undo extends Error {}

/** What the verifier says after the mutation; null: it was refused by the database or touched no row. */
async function judgeAfter(mutation: Mutation, learnerId: string): Promise<string | null> {
  let said: string | null = null;
  await pastGuards(school.sql, async (tx) => {
    const touched = await mutation.apply(tx).catch((error: { code?: string }) => {
      // A key or a check of the table itself.
      if (error.code?.startsWith('23')) throw new Undo();
      throw error;
    });
    if (touched > 0)
      said = await verifyLog(tx as unknown as Sql, learnerId).then(
        () => 'holds',
        (error: Error) => error.message,
      );
    throw new Undo();
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  return said;
}

it(`every column of every table of the evidence, drawn ${rounds} times: all found, the row is named`, async () => {
  const [learnerId] = learners as [string, string];
  await checkInvariants(school.sql);
  const tried = new Map<string, number>();
  const missed: string[] = [];
  for (const column of await listColumns(school.sql)) {
    for (let round = 0; round < rounds; round++) {
      const mutation = await drawMutation(school.sql, chance, column, { learnerId, videoVersionId });
      const said = await judgeAfter(mutation, learnerId);
      if (said === null) continue;
      const { how, table, seq } = mutation;
      const name = `${how} ${table}${mutation.column ? `.${mutation.column}` : ''}`;
      tried.set(name, (tried.get(name) ?? 0) + 1);
      if (said === 'holds') missed.push(`${name}, row ${seq}: not found`);
      else if (!isNamed(mutation, said)) missed.push(`${name}, row ${seq}: ${said}`);
    }
  }
  for (const [name, times] of [...tried].sort()) console.log(`  ${name}: ${times} of ${times} found`);
  expect(missed).toEqual([]);
  const all = [...tried.values()].reduce((sum, times) => sum + times, 0);
  console.log(`evidence mutations: ${all} tried, ${all} found`);
  expect(all).toBeGreaterThan(rounds * 10);
  // All was undone, and nothing was found that was not done.
  await checkInvariants(school.sql);
}, 900_000);

/** Where rows have a place, the verifier names it; the row before it where its own bytes still follow. */
function isNamed({ table, seq, how }: Mutation, said: string): boolean {
  const row = Number(/row (\d+)/.exec(said)?.[1] ?? NaN);
  if (table === 'evidence_event') return row === seq || (how !== 'change' && row === (seq ?? 0) + 1);
  if (table === 'content_event') return Number.isInteger(row);
  if (table === 'checkpoint') return row >= 1;
  return said.length > 0;
}

it('a tail that was cut with its signatures and its ledger is missed by a checkpoint that was kept elsewhere', async () => {
  const [, learnerId] = learners as [string, string];
  const published = (await readFileOf(school.sql, learnerId)).checkpoints.at(-1);
  if (!published) throw new Error('nothing was signed');
  await pastGuards(school.sql, async (tx) => {
    const [first] = await tx<{ seq: number; hash: Buffer }[]>`
      select seq, hash from checkpoint where learner_id = ${learnerId} order by seq limit 1`;
    if (!first) throw new Error('nothing was signed');
    await tx`delete from checkpoint where learner_id = ${learnerId} and seq > ${first.seq}`;
    await tx`delete from evidence_event where learner_id = ${learnerId} and seq > ${first.seq}`;
    await tx`update chain_head set seq = ${first.seq}, hash = ${first.hash} where learner_id = ${learnerId}`;
    const cut = await readFileOf(tx as unknown as Sql, learnerId);
    // By itself the shorter log holds: it is what once was true.
    expect(judge(cut).broken).toBeNull();
    // The ledger, unless it was set back too, says more.
    await expect(verifyLog(tx as unknown as Sql, learnerId)).rejects.toThrow('the ledger says');
    const { broken } = judge({ ...cut, checkpoints: [...cut.checkpoints, published] });
    expect(broken).toEqual({ row: first.seq + 1, why: expect.stringContaining('missing') });
    throw new Undo();
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  await checkInvariants(school.sql);
});
