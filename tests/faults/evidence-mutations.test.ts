import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signGrownChains } from '../../app/evidence/sign-checkpoint.server.ts';
import type { Sql } from '../../db/client.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { readLedger, verifyLog, type Ledger } from '../cheats/read-ledger.ts';
import { judge, readFileOf } from '../cheats/tamper-export.ts';
import { fixtureLesson } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { openChance } from './chance.ts';
import { checkInvariants } from './check-invariants.ts';
import { drawMutation, listColumns, type Mutation, type Named } from './mutate-evidence.ts';

// A superuser of the database changes, deletes, swaps and inserts rows, past every trigger (F05, I7, I8).

/** Times that every column of every table is drawn. */
const rounds = Number(process.env.FAULT_TIMES ?? 50);
const chance = openChance('evidence mutations');
const { videoVersionId } = fixtureLesson(1);
let school: School;
let learners: string[];
/** The ledger that nobody has touched. */
let before: Ledger;

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

/** What is said after the mutation, in the words of `Named`, and why; null: it touched no row. */
async function judgeAfter(
  mutation: Mutation,
  learnerId: string,
): Promise<{ said: Named; why: string } | null> {
  let answer: { said: Named; why: string } | null = null;
  await pastGuards(school.sql, async (tx) => {
    const touched = await mutation.apply(tx).catch((error: { code?: string; message: string }) => {
      // A key or a check of the table itself.
      if (error.code?.startsWith('23')) answer = { said: 'refused', why: error.message };
      else throw error;
      throw new Undo();
    });
    if (touched > 0) answer = await sayOf(tx as unknown as Sql, learnerId);
    throw new Undo();
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  return answer;
}

async function sayOf(sql: Sql, learnerId: string): Promise<{ said: Named; why: string }> {
  const { broken } = judge(await readFileOf(sql, learnerId));
  if (broken) {
    const { row, why, videoVersionId: video } = broken;
    expect([undefined, videoVersionId]).toContain(video);
    return { said: { row, of: video ? 'video' : 'learner' }, why };
  }
  const { provenMs, frontierMs } = before;
  const why = await verifyLog(sql, learnerId).then(
    () => '',
    (error: Error) => error.message,
  );
  const ledger = JSON.stringify(await readLedger(sql, learnerId));
  const both = `the log comes to ${provenMs}/${frontierMs} ms, the ledger says ${ledger}`;
  if (why === both && ledger !== JSON.stringify(before)) return { said: 'ledger', why };
  return { said: 'holds', why };
}

it(`every column of every table of the evidence, drawn ${rounds} times: what was done is named by its very row`, async () => {
  const [learnerId, otherId] = learners as [string, string];
  await checkInvariants(school.sql);
  before = await readLedger(school.sql, learnerId);
  const tried = new Map<string, number>();
  const missed: string[] = [];
  for (const column of await listColumns(school.sql)) {
    for (let round = 0; round < rounds; round++) {
      const mutation = await drawMutation(school.sql, chance, column, { learnerId, otherId, videoVersionId });
      const judged = await judgeAfter(mutation, learnerId);
      // A number that is taken already is refused by the table's key: nothing was done.
      if (judged === null || (judged.said === 'refused' && mutation.named !== 'refused')) continue;
      const { how, table, named } = mutation;
      const name = `${how} ${table}${mutation.column ? `.${mutation.column}` : ''}`;
      const told = typeof named === 'string' ? named : `row of the ${named.of}'s chain`;
      tried.set(`${name}: ${told}`, (tried.get(`${name}: ${told}`) ?? 0) + 1);
      if (!isDeepStrictEqual(judged.said, named) || (named === 'holds' && judged.why !== ''))
        missed.push(`${name}: ${JSON.stringify(named)} was to be named, not ${JSON.stringify(judged)}`);
    }
  }
  for (const [name, times] of [...tried].sort()) console.log(`  ${name}, ${times} of ${times}`);
  expect(missed).toEqual([]);
  const all = [...tried.values()].reduce((sum, times) => sum + times, 0);
  const harmless = [...tried].reduce(
    (sum, [name, times]) => sum + (/(holds|refused)$/.test(name) ? times : 0),
    0,
  );
  console.log(
    `evidence mutations: ${all} tried, ${all - harmless} found and named, ${harmless} refused by the database or signatures whose loss changes nothing`,
  );
  expect(all - harmless).toBeGreaterThan(rounds * 10);
  for (const how of ['change', 'delete', 'swap', 'insert'])
    for (const table of ['evidence_event', 'content_event', 'checkpoint', 'chain_head'])
      expect(
        [...tried.keys()].some((name) => name.startsWith(`${how} ${table}`)),
        `${how} ${table}`,
      ).toBe(true);
  // All was undone, and nothing was found that was not done.
  await checkInvariants(school.sql);
}, 900_000);

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
