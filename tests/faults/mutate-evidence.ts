import type { Sql, SqlTx } from '../../db/client.ts';
import type { Chance } from './chance.ts';

/** Tables that an export is made of: every column of theirs counts. */
const whole = ['evidence_event', 'content_event'];
/**
 * Of the others, signatures (one that is taken away leaves a log that holds: what it is good for is tested with a copy kept
 * elsewhere), the end of each chain, and the sums of the ledger, which must come to what the log comes to.
 */
const some: Record<string, string[]> = {
  checkpoint: ['seq', 'hash', 'signed_at', 'signature', 'key_version'],
  chain_head: ['learner_id', 'seq', 'hash'],
  lesson_progress: ['proven_ms', 'frontier_ms'],
  enrolment_study: ['credited_ms'],
};

type Column = { table: string; column: string; type: string };

/**
 * What must be said of it: the row of the learner's chain, or of her video's, that is broken first; that the ledger says
 * something else; that nothing is broken; or that the database itself refuses it.
 */
export type Named = { row: number; of: 'learner' | 'video' } | 'ledger' | 'holds' | 'refused';

/** One thing that a superuser does to rows of one owner. */
export type Mutation = {
  how: 'change' | 'delete' | 'swap' | 'insert';
  table: string;
  column: string | null;
  named: Named;
  /** Answers how many rows it touched. */
  apply(tx: SqlTx): Promise<number>;
};

/** Whose rows are touched: two learners, and the video version that they studied. */
export type Owners = { learnerId: string; otherId: string; videoVersionId: string };

/** Every column of every evidence table, as the database itself lists them, and the ledger's sums. */
export async function listColumns(sql: Sql): Promise<Column[]> {
  const rows = await sql<Column[]>`
    select table_name as "table", column_name as "column", udt_name as type from information_schema.columns
    where table_schema = 'public' and table_name = any(${[...whole, ...Object.keys(some)]})
    order by table_name, ordinal_position`;
  return rows.filter(({ table, column }) => some[table]?.includes(column) ?? true);
}

/** Another value of this type, in SQL; `n`: a random whole number. */
const otherValue: Record<string, (column: string, n: number) => string> = {
  text: (
    c,
    n,
  ) => `overlay(${c} placing case substr(${c}, 1 + ${n} % length(${c}), 1) when '7' then '8' else '7' end
    from 1 + ${n} % length(${c}) for 1)`,
  bytea: (c, n) => `set_byte(${c}, ${n} % length(${c}), get_byte(${c}, ${n} % length(${c})) # 1)`,
  int8: (c, n) => `${c} + 1 + ${n % 1000}`,
  int4: (c, n) => `${c} + 1 + ${n % 1000}`,
  timestamptz: (c, n) => `${c} + ${1 + (n % 100_000)} * interval '1 ms'`,
  uuid: () => 'gen_random_uuid()',
};

const run = (statement: string) => async (tx: SqlTx) => (await tx.unsafe(statement)).count;

/** Draws what happens next to rows of `owners`. */
export async function drawMutation(
  sql: Sql,
  chance: Chance,
  column: Column,
  owners: Owners,
): Promise<Mutation> {
  if (column.table === 'chain_head') return changeHead(sql, chance, column, owners);
  if (column.table === 'lesson_progress' || column.table === 'enrolment_study')
    return changeLedger(chance, column, owners);
  return changeRow(sql, chance, column, owners);
}

function changeOf({ table, column, type }: Column, n: number, where: string): string {
  const other = otherValue[type]?.(column, n);
  if (!other) throw new Error(`nobody knows how to change a ${type}`);
  return `update ${table} set ${column} = ${other} where ${where}`;
}

function changeLedger(chance: Chance, column: Column, { learnerId }: Owners): Mutation {
  const { table } = column;
  const where = `learner_id = '${learnerId}'`;
  const how = chance.one(['change', 'change', 'delete'] as const);
  const change = changeOf(column, chance.between(0, 1_000_000), where);
  if (how === 'change') return { ...column, how, named: 'ledger', apply: run(change) };
  return { table, column: null, how, named: 'ledger', apply: run(`delete from ${table} where ${where}`) };
}

/** The end of a chain: one row for each learner. */
async function changeHead(
  sql: Sql,
  chance: Chance,
  column: Column,
  { learnerId, otherId }: Owners,
): Promise<Mutation> {
  const seqOf = async (id: string) =>
    Number((await sql<{ seq: number }[]>`select seq from chain_head where learner_id = ${id}`)[0]?.seq);
  const [last, other] = [await seqOf(learnerId), await seqOf(otherId)];
  const rest = { table: 'chain_head', column: null };
  const where = `learner_id = '${learnerId}'`;
  const of = 'learner' as const;
  const how = chance.one(['change', 'change', 'delete', 'swap', 'insert'] as const);
  if (how === 'change') {
    // An end that lies farther misses the row after the last; without an end the last row is the one nobody vouches for.
    const row = column.column === 'seq' ? last + 1 : last;
    const change = changeOf(column, chance.between(0, 1_000_000), where);
    return { ...column, how, named: { row, of }, apply: run(change) };
  }
  if (how === 'delete')
    return { ...rest, how, named: { row: last, of }, apply: run(`delete from chain_head where ${where}`) };
  if (how === 'insert')
    return {
      ...{ ...rest, how, named: 'refused' },
      apply: run(`insert into chain_head (learner_id, seq, hash)
        select learner_id, seq + 1, hash from chain_head where ${where}`),
    };
  const swap = `update chain_head t set (seq, hash) = (select seq, hash from chain_head o
    where o.learner_id in ('${learnerId}', '${otherId}') and o.learner_id <> t.learner_id)
    where learner_id in ('${learnerId}', '${otherId}')`;
  return { ...rest, how, named: { row: Math.min(other, last + 1), of }, apply: run(swap) };
}

/** Rows that have a place: of the log, of a video's life, signatures. */
async function changeRow(sql: Sql, chance: Chance, column: Column, owners: Owners): Promise<Mutation> {
  const { table } = column;
  const isContent = table === 'content_event';
  const [key, owner] = isContent
    ? ['video_version_id', owners.videoVersionId]
    : ['learner_id', owners.learnerId];
  const of = isContent ? ('video' as const) : ('learner' as const);
  const seqsOf = async (from: string) =>
    (await sql.unsafe(`select seq from ${from} where ${key} = $1 order by seq`, [owner])).map((row) =>
      Number(row['seq']),
    );
  const seqs = await seqsOf(table);
  const seq = chance.one(seqs);
  const how = chance.one(['change', 'change', 'delete', 'swap', 'insert'] as const);
  const where = `${key} = '${owner}' and seq = ${seq}`;
  const isLast = seq === seqs.at(-1);
  // A video whose last step is gone was never published: the first lease on it says so.
  const gone: Named =
    isContent && isLast ? { row: await firstLease(sql, owners.learnerId), of: 'learner' } : { row: seq, of };
  if (how === 'change') {
    const n = chance.between(0, 1_000_000);
    const isMoved = table === 'checkpoint' && column.column === 'seq';
    const named = column.column === key ? gone : { row: isMoved ? seq + 1 + (n % 1000) : seq, of };
    return { ...column, how, named, apply: run(changeOf(column, n, where)) };
  }
  const rest = { table, column: null };
  if (how === 'delete') {
    const named = table === 'checkpoint' ? ('holds' as const) : gone;
    return { ...rest, how, named, apply: run(`delete from ${table} where ${where}`) };
  }
  const contents = {
    evidence_event: 'body, hash',
    content_event: 'body, hash, signature, key_version',
    checkpoint: 'hash, signed_at, signature, key_version',
  }[table];
  if (how === 'swap') {
    const twin = chance.one(seqs.filter((one) => one !== seq));
    const swap = `update ${table} t set (${contents}) = (select ${contents} from ${table} o
      where o.${key} = t.${key} and o.seq = ${seq} + ${twin} - t.seq)
      where ${key} = '${owner}' and seq in (${seq}, ${twin})`;
    return { ...rest, how, named: { row: Math.min(seq, twin), of }, apply: run(swap) };
  }
  if (table === 'checkpoint') {
    const free = (await seqsOf('evidence_event')).filter((one) => !seqs.includes(one));
    const at = chance.one(free);
    const copy = `insert into checkpoint (${key}, seq, ${contents})
      select ${key}, ${at}, ${contents} from checkpoint where ${where}`;
    return { ...rest, how, named: { row: at, of }, apply: run(copy) };
  }
  // A copy of a real row, in between (what follows moves on) or behind the end.
  const at = chance.next() < 0.3 ? Math.max(...seqs) + 1 : seq;
  const apply = async (tx: SqlTx) => {
    await tx.unsafe(`update ${table} set seq = -seq - 1 where ${key} = '${owner}' and seq >= ${at}`);
    await tx.unsafe(`update ${table} set seq = -seq where ${key} = '${owner}' and seq < 0`);
    const copied = await tx.unsafe(`insert into ${table} (${key}, seq, ${contents})
      select ${key}, ${at}, ${contents} from ${table} where ${key} = '${owner}' and seq = ${at === seq ? at + 1 : seq}`);
    return copied.count;
  };
  // A row before itself is in its place; the second of the two is not.
  return { ...rest, how, named: { row: at === seq ? at + 1 : at, of }, apply };
}

/** Where the learner's log opens its first lease. */
async function firstLease(sql: Sql, learnerId: string): Promise<number> {
  const [row] = await sql<{ seq: number }[]>`
    select min(seq)::int as seq from evidence_event
    where learner_id = ${learnerId} and body::jsonb->>'kind' = 'lease_opened'`;
  return row?.seq ?? 0;
}
