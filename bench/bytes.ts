import { canonical } from '../app/evidence/canonical.ts';
import type { ChainedEvent } from '../app/evidence/event.ts';
import { beatsOf } from '../app/evidence/open-span.ts';
import { checkCredit } from './check-credit.ts';
import { openFastHouse, type FastHouse } from './fast-study.ts';
import { readMachine } from './machine.ts';
import { medianOf, summarise, type Figure } from './summarise.ts';

const learnerCount = 24;
const rounds = 5;
const minutesARound = 30;
const hourMs = 3_600_000;
/** Item pointer of a row, and an entry of its primary key: pointer, header, learner and number. */
const besideRowBytes = 4 + 44;

const method = `${learnerCount} learners study honestly against the real server.ts, whose clocks the bench turns: they go on when everybody who was due \
has her answer, so that a busy machine costs nobody a beat. ${rounds} rounds of ${minutesARound} minutes of theirs each. They beat as the server asks, up to a fifth of a second late, and answer \
every control; the photographs of their hours stand already. Product: what all \
that is written for them came to, in bytes of rows (pg_column_size of all rows of evidence_event, chain_head, lease, lesson_progress, enrolment_study, \
control, with item pointer and key entry), after minus before each round, with every span closed. Raw: one row of the evidence log for every beat that was credited, as the \
product wrote them before beats were folded, in a table of the same shape, measured alike. Ratio = product / raw. \
Afterwards every learner's evidence verified and came to the credit that was answered.`;

/** Bytes that a credited hour leaves behind, as a share of one row for every beat. */
export async function benchBytes(): Promise<Figure> {
  const house = await openFastHouse(learnerCount);
  await house.sql`create table raw_evidence (like evidence_event including all)`;
  const figures = [];
  await house.study(1);
  let before = await readStored(house);
  for (let round = 1; round <= rounds; round++) {
    await house.study(minutesARound);
    const after = await readStored(house);
    const hours = (after.creditedMs - before.creditedMs) / hourMs;
    const productBytesAnHour = (after.bytes - before.bytes) / hours;
    const rawBytesAnHour = (after.rawBytes - before.rawBytes) / hours;
    const figure = { productBytesAnHour, rawBytesAnHour, ratio: productBytesAnHour / rawBytesAnHour };
    console.error(`round ${round}: ${JSON.stringify(figure)}`);
    figures.push(figure);
    before = after;
  }
  const kinds = await house.sql<{ kind: string; rows: number; reason: string | null }[]>`
    select body::jsonb ->> 'kind' as kind, body::jsonb ->> 'reason' as reason, count(*) as rows from evidence_event
    group by 1, 2 order by 3 desc`;
  console.error(kinds.map(({ kind, reason, rows }) => `${kind} ${reason ?? ''} ${rows}`).join(', '));
  return {
    ...summarise('bytes', figures),
    unit: 'stored bytes of a credited learner-hour ÷ those of one row a credited beat',
    absolute: {
      productBytesAnHour: medianOf(figures, 'productBytesAnHour'),
      rawBytesAnHour: medianOf(figures, 'rawBytesAnHour'),
    },
    method,
    checked: await checkCredit(house, house.told, learnerCount),
    machine: await readMachine(house.sql),
  };
}

const tables = ['evidence_event', 'chain_head', 'lease', 'lesson_progress', 'enrolment_study', 'control'];

async function readStored(house: FastHouse) {
  await house.closeSpans();
  await writeRaw(house);
  let bytes = 0;
  for (const table of tables) bytes += await bytesOf(house, table);
  const [kept] = await house.sql<
    { ms: number }[]
  >`select sum(frontier_ms)::bigint as ms from lesson_progress`;
  return { bytes, rawBytes: await bytesOf(house, 'raw_evidence'), creditedMs: kept?.ms ?? 0 };
}

async function bytesOf({ sql }: FastHouse, table: string): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select coalesce(sum(pg_column_size(t.*) + ${besideRowBytes}), 0)::bigint as bytes from ${sql(table)} t`;
  return row?.bytes ?? 0;
}

/** Writes the row that each credited beat would be, with the numbers that its event tells. */
async function writeRaw({ sql }: FastHouse): Promise<void> {
  const rows = await sql<{ body: string }[]>`select body from evidence_event order by learner_id, seq`;
  const seqs = new Map<string, number>();
  const raw: { id: string; seq: number; body: string }[] = [];
  for (const { body } of rows) {
    const event = JSON.parse(body) as ChainedEvent;
    if (event.kind !== 'earned' && event.kind !== 'played') continue;
    const { fence, learnerId, v, prev, at } = event;
    const beats = event.kind === 'earned' ? [event.elapsedMs, event.earnedMs] : beatsOf(event);
    let { fromMs } = event;
    let beatSeq = event.kind === 'earned' ? event.beatSeq : event.firstSeq;
    for (let i = 0; i < beats.length; i += 2) {
      const [elapsedMs = 0, earnedMs = 0] = [beats[i], beats[i + 1]];
      const seq = (seqs.get(learnerId) ?? 0) + 1;
      seqs.set(learnerId, seq);
      const earned = { kind: 'earned', fence, beatSeq, elapsedMs, fromMs, earnedMs };
      raw.push({ id: learnerId, seq, body: canonical({ ...earned, v, learnerId, seq, prev, at }) });
      fromMs += earnedMs;
      beatSeq += 1;
    }
  }
  await sql`truncate raw_evidence`;
  await sql`insert into raw_evidence select id, seq, body, sha256(body::bytea) from unnest(
    ${raw.map((r) => r.id)}::uuid[], ${raw.map((r) => r.seq)}::bigint[], ${raw.map((r) => r.body)}::text[]) as r(id, seq, body)`;
}
