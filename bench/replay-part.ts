import { hash } from 'node:crypto';
import { walkChain, type ExportedRow } from '../app/evidence/check-chain.ts';
import { eventVersion, type ChainedEvent } from '../app/evidence/event.ts';
import { replayEvent } from '../app/evidence/replay-event.ts';
import { emptyReplay } from '../app/evidence/replay-state.ts';
import { readLogs } from '../app/evidence/read-log.server.ts';
import { openDatabase, type Sql } from '../db/client.ts';
import { answerBench } from './start-part.ts';

/** First where the logs are, then for how long to read and verify them, or only to hash their bytes. */
export type ReplayOrder =
  { databaseUrl: string; learnerIds: string[] } | { what: 'replay' | 'hash'; seconds: number };

const sha256 = (text: string) => hash('sha256', text);
let sql: Sql | undefined;
let learners: string[] = [];
let bodies: Buffer[] = [];

async function prepare(databaseUrl: string, learnerIds: string[]): Promise<{ events: number }> {
  sql = openDatabase(databaseUrl, 1).sql;
  learners = learnerIds;
  const rows = await sql<{ body: string }[]>`select body from evidence_event order by learner_id, seq`;
  bodies = rows.map(({ body }) => Buffer.from(body));
  return { events: bodies.length };
}

/** A log as it is read: chain, bytes and every decision. */
class LogReplay {
  readonly #replay = emptyReplay();
  readonly #walk;
  constructor(readonly learnerId: string) {
    this.#walk = walkChain<ChainedEvent>(eventVersion, sha256, (event) =>
      event.learnerId === learnerId
        ? replayEvent(this.#replay, event, sha256)
        : 'it belongs to another learner',
    );
  }
  go(rows: ExportedRow[]): void {
    const broken = this.#walk(rows);
    if (broken) throw new Error(`the log of ${this.learnerId} is broken at row ${broken.row}: ${broken.why}`);
  }
  end(): void {
    if (![...this.#replay.lessons.values()].some(({ provenMs }) => provenMs > 0))
      throw new Error(`the log of ${this.learnerId} proves nothing`);
  }
}

/** All logs from the database; throws at the first row that does not hold. Answers how many events. */
async function replayAll(): Promise<number> {
  if (!sql) throw new Error('There is no database.');
  const logs = new Map(learners.map((id) => [id, new LogReplay(id)]));
  const places = learners.map((learnerId) => ({ learnerId, afterSeq: 0, lastSeq: Number.MAX_SAFE_INTEGER }));
  let events = 0;
  for await (const { learnerId, rows } of readLogs(sql, places)) {
    logs.get(learnerId)?.go(rows);
    events += rows.length;
  }
  for (const log of logs.values()) log.end();
  return events;
}

async function run(what: 'replay' | 'hash', seconds: number): Promise<{ events: number }> {
  const endMs = performance.now() + seconds * 1_000;
  let events = 0;
  while (performance.now() < endMs) {
    if (what === 'replay') events += await replayAll();
    else {
      let prev = '';
      for (const body of bodies) prev = hash('sha256', body);
      events += prev === '' ? 0 : bodies.length;
    }
  }
  return { events };
}

answerBench<ReplayOrder>((order) =>
  'what' in order ? run(order.what, order.seconds) : prepare(order.databaseUrl, order.learnerIds),
);
