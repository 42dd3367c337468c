import { openDatabase, type Sql } from '../db/client.ts';
import { answerBench } from './start-part.ts';

/** First where the rows are, then for how long to insert them. */
export type RawInsert = { databaseUrl: string } | { seconds: number };

type Row = { learner_id: string; seq: number; body: string; hash: string };

const batchRows = 500;
const rowsMax = 20_000;
let sql: Sql | undefined;
let rows: Row[] = [];

/** Makes an empty table of the shape of the evidence log, and keeps the newest rows of the log in memory. */
async function prepare(databaseUrl: string): Promise<object> {
  sql ??= openDatabase(databaseUrl, 2).sql;
  await sql`drop table if exists raw_evidence`;
  await sql`create table raw_evidence (like evidence_event including all)`;
  rows = await sql<Row[]>`
    select learner_id, seq, body, encode(hash, 'hex') as hash from evidence_event
    where body like '%"kind":"earned"%' limit ${rowsMax}`;
  if (rows.length < batchRows) throw new Error('The log holds too few rows to insert again.');
  return { rows: rows.length };
}

/** One durable statement of 500 rows, as the product writes them; `pass` keeps the keys unique. */
async function insertBatch(at: number, pass: number): Promise<void> {
  const part = rows.slice(at, at + batchRows);
  await sql?.unsafe(
    `insert into raw_evidence (learner_id, seq, body, hash)
      select learner_id, seq, body, decode(hash, 'hex')
      from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[]) as e(learner_id, seq, body, hash)`,
    [
      part.map((r) => r.learner_id),
      part.map((r) => r.seq + pass * 1_000_000_000),
      part.map((r) => r.body),
      part.map((r) => r.hash),
    ],
    { prepare: true },
  );
}

/** Inserts for `seconds`, two statements at a time; answers how many rows are committed. */
async function insertFor(seconds: number): Promise<{ rows: number }> {
  const endMs = performance.now() + seconds * 1000;
  const batches = Math.floor(rows.length / batchRows);
  let turn = 0;
  const loop = async () => {
    while (performance.now() < endMs) {
      const mine = turn++;
      await insertBatch((mine % batches) * batchRows, Math.floor(mine / batches));
    }
  };
  await Promise.all([loop(), loop()]);
  return { rows: turn * batchRows };
}

answerBench<RawInsert>((message) =>
  'seconds' in message ? insertFor(message.seconds) : prepare(message.databaseUrl),
);
