import type { Sql, SqlTx } from '../../db/client.ts';
import type { Chance } from './chance.ts';

/** Tables that an export is made of: every column of theirs counts. */
const whole = ['evidence_event', 'content_event'];
/**
 * Of the others, what an older signature says (one that is taken away leaves a log that holds: what it is good for is
 * tested with a copy kept elsewhere), the end of each chain, and the sums of the ledger, which must come to what the log comes to. */
const some: Record<string, string[]> = {
  checkpoint: ['seq', 'hash', 'signed_at', 'signature', 'key_version'],
  chain_head: ['learner_id', 'seq', 'hash'],
  lesson_progress: ['proven_ms', 'frontier_ms'],
  enrolment_study: ['credited_ms'],
};

type Column = { table: string; column: string; type: string };

/** One thing that a superuser does to rows of one owner. */
export type Mutation = {
  how: 'change' | 'delete' | 'swap' | 'insert';
  table: string;
  column: string | null;
  /** The place of the row that is touched first; null: the table has one row for an owner. */
  seq: number | null;
  apply(tx: SqlTx): Promise<number>;
};

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

/** Draws what happens next to rows of `owners` (learners, and the video version that they studied). */
export async function drawMutation(
  sql: Sql,
  chance: Chance,
  column: Column,
  owners: { learnerId: string; videoVersionId: string },
): Promise<Mutation> {
  const { table } = column;
  const key = table === 'content_event' ? 'video_version_id' : 'learner_id';
  const owner = table === 'content_event' ? owners.videoVersionId : owners.learnerId;
  const hasSeq = table === 'evidence_event' || table === 'content_event' || table === 'checkpoint';
  const seqs = hasSeq
    ? (await sql.unsafe(`select seq from ${table} where ${key} = $1 order by seq`, [owner])).map((row) =>
        Number(row['seq']),
      )
    : [];
  const seq = hasSeq ? chance.one(seqs) : null;
  const isRow = table === 'evidence_event' || table === 'content_event';
  const how = isRow ? chance.one(['change', 'change', 'delete', 'swap', 'insert'] as const) : 'change';
  const where = `${key} = '${owner}'${seq === null ? '' : ` and seq = ${seq}`}`;
  const run = (statement: string) => async (tx: SqlTx) => (await tx.unsafe(statement)).count;
  if (how === 'change') {
    const other = otherValue[column.type]?.(column.column, chance.between(0, 1_000_000));
    if (!other) throw new Error(`nobody knows how to change a ${column.type}`);
    const set = `update ${table} set ${column.column} = ${other} where ${where}`;
    return { ...column, how, seq, apply: run(set) };
  }
  const rest = { table, column: null, seq };
  if (how === 'delete') return { ...rest, how, apply: run(`delete from ${table} where ${where}`) };
  const contents = isRow && table === 'content_event' ? 'body, hash, signature' : 'body, hash';
  if (how === 'swap') {
    const twin = chance.one(seqs.filter((one) => one !== seq));
    const swap = `update ${table} t set (${contents}) = (select ${contents} from ${table} o
      where o.${key} = t.${key} and o.seq = ${seq} + ${twin} - t.seq)
      where ${key} = '${owner}' and seq in (${seq}, ${twin})`;
    return { ...rest, how, seq: Math.min(seq ?? 0, twin), apply: run(swap) };
  }
  // A copy of a real row, in between (what follows moves on) or behind the end.
  const at = chance.next() < 0.3 ? Math.max(...seqs) + 1 : (seq ?? 1);
  const tail = contents.includes('signature') ? ', key_version' : '';
  const insert = async (tx: SqlTx) => {
    await tx.unsafe(`update ${table} set seq = -seq - 1 where ${key} = '${owner}' and seq >= ${at}`);
    await tx.unsafe(`update ${table} set seq = -seq where ${key} = '${owner}' and seq < 0`);
    const copied = await tx.unsafe(`insert into ${table} (${key}, seq, ${contents}${tail})
      select ${key}, ${at}, ${contents}${tail} from ${table} where ${key} = '${owner}'
        and seq = ${at === seq ? at + 1 : (seq ?? 1)}`);
    return copied.count;
  };
  return { ...rest, how, seq: at, apply: insert };
}
