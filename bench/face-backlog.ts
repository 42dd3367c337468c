import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { appendDecisions } from '../app/evidence/append-decisions.server.ts';
import { ensureLearnerKey, readLearnerKey, sealForLearner } from '../app/identity/learner-key.server.ts';
import { packTemplate } from '../app/identity/pack-template.server.ts';
import { openBlobStore } from '../app/platform/blobs.server.ts';
import { readClock } from '../app/platform/clock.server.ts';
import type { House } from '../app/platform/house.server.ts';
import { modelId } from '../app/presence/engine/models.ts';
import { pictureFolders, picturePurpose } from '../app/presence/review/picture-purpose.ts';
import { storeSnapshot } from '../app/presence/snapshot/store-snapshot.server.ts';
import type { Sql } from '../db/client.ts';
import type { BenchPerson } from './face-people.ts';
import type { BenchHouse, BenchLearner } from './open-house.ts';

/** Photographs that wait for the worker, and a tap before them. */
export type Backlog = {
  /** Lets the worker take what waits, or nothing more; answers when it has begun, or when it rests. */
  open(): Promise<void>;
  close(): Promise<void>;
  judged(): Promise<number>;
  left(): Promise<number>;
};

const patienceMs = 60_000;

/** Asks each of `learners` for a photograph, and stores and queues hers by the product's own verb. */
export async function queueBacklog(
  bench: BenchHouse,
  learners: BenchLearner[],
  people: BenchPerson[],
): Promise<Backlog> {
  const house = houseOf(bench);
  const waiting = learners.map((learner, i) => ({ learner, person: people[i % people.length] }));
  const storeAll = async () => {
    for (let one = waiting.shift(); one?.person; one = waiting.shift())
      await storeOne(house, one.learner, one.person);
  };
  await Promise.all([storeAll(), storeAll()]);
  const backlog = tapOf(bench.sql);
  await backlog.close();
  return backlog;
}

function houseOf(bench: BenchHouse): House {
  const { databaseUrl, dataDir, masterKey } = bench;
  const env = { databaseUrl, dataDir, masterKey, port: 0, host: '127.0.0.1', secureCookies: false };
  return { ...bench, env, blobs: openBlobStore(dataDir) };
}

async function storeOne(house: House, learner: BenchLearner, person: BenchPerson): Promise<void> {
  const { id: learnerId, fence } = learner;
  await enrol(house, learnerId, person);
  const demandId = await askNow(house.sql, learnerId, fence);
  await storeSnapshot(house, { learnerId, fence, demandId, bytes: person.upload });
}

/** Her enrolled face as an enrolment leaves it, but without the search for other accounts: here many are one person. */
async function enrol(house: House, learnerId: string, person: BenchPerson): Promise<void> {
  const id = randomUUID();
  await house.sql.begin((tx) => ensureLearnerKey(tx, house.masterKey, learnerId));
  const key = await readLearnerKey(house.sql, house.masterKey, learnerId);
  if (!key) throw new Error('The learner has no key.');
  const templateSealed = sealForLearner(key, picturePurpose.template(id), packTemplate(person.template));
  const blob = `${pictureFolders.references(learnerId)}/${id}`;
  await house.blobs.put(blob, sealForLearner(key, picturePurpose.reference(id), person.upload));
  const sha256 = createHash('sha256').update(person.upload).digest();
  await house.sql`insert into face_reference ${house.sql({
    ...{ learner_id: learnerId, id, state: 'active', challenge_id: randomUUID(), model_id: modelId },
    ...{ template_sealed: templateSealed, blob, sha256, created_at: new Date() },
  })}`;
}

/** The moment that the server drew for her first class hour is now. */
async function askNow(sql: Sql, learnerId: string, fence: number): Promise<string> {
  const [demandId, now, classHour] = [randomUUID(), readClock(), 0];
  await appendDecisions(sql, learnerId, now, async (tx) => {
    await tx`update enrolment_study set snapshot_demand_id = ${demandId}, snapshot_hour = ${classHour},
        snapshot_due_played_ms = played_ms, snapshot_asked_wall_ms = ${now.wallMs},
        snapshot_asked_mono_ms = ${now.monoMs}, snapshot_asked_boot = ${now.boot}
      where learner_id = ${learnerId}`;
    return { events: [{ kind: 'snapshot_asked', fence, demandId, classHour } as const] };
  });
  return demandId;
}

function tapOf(sql: Sql): Backlog {
  const count = async (jobs: Promise<{ n: string }[]>) => Number((await jobs)[0]?.n);
  const judged = () => count(sql`select count(*) as n from snapshot where judged_at is not null`);
  const claimed = () =>
    count(sql`select count(*) as n from job
      where kind = 'judge_snapshot' and done_at is null and claimed_by is not null`);
  return {
    judged,
    left: () => count(sql`select count(*) as n from job where kind = 'judge_snapshot' and done_at is null`),
    async open() {
      const before = await judged();
      await sql`update job set run_after = now() where kind = 'judge_snapshot' and done_at is null`;
      await until('the worker judges no photograph', async () => (await judged()) > before + 2);
    },
    async close() {
      await sql`update job set run_after = now() + interval '1 day'
        where kind = 'judge_snapshot' and done_at is null and claimed_by is null`;
      await until('the worker does not come to an end', async () => (await claimed()) === 0);
    },
  };
}

/** Looks again and again; throws `otherwise` when it takes too long. */
export async function until(otherwise: string, isSo: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > endMs) throw new Error(`${otherwise} (${patienceMs / 1_000} s).`);
    await sleep(100);
  }
}
