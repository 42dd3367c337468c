import type { SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay } from '../class-day.ts';
import { lockOwnBatch, takeBatchStep } from './own-batch.server.ts';
import { readClassAmounts, type ClassAmount } from './price-class.server.ts';
import { lastDayOfMonth, monthsToDraw } from './publicity-days.ts';
import { readCandidates, type Candidates, type Proposed } from './read-candidates.server.ts';

type Doors = Pick<House, 'sql' | 'masterKey'>;

/** Two lists that are drawn up at once take nobody twice: one waits for the other. */
const oneAtATime = (tx: SqlTx) => tx`select pg_advisory_xact_lock(hashtextextended('subsidy draw', 0))`;

/**
 * Draws the list of this month or the last one up: computed, but for amounts that no clause limits (P081). Where it is there
 * already, answers it.
 * Throws `forbidden`, `bad_shape`, `subsidy_nobody`.
 */
export async function drawBatch(
  { sql, masterKey }: Doors,
  session: Session,
  month: string,
  now: ClockReading,
): Promise<string> {
  if (session.role !== 'bureau') throw new Refusal('forbidden');
  if (!monthsToDraw(chinaDay(now.wallMs)).includes(month)) throw new Refusal('bad_shape', { field: 'month' });
  return sql.begin(async (tx) => {
    await oneAtATime(tx);
    const bureauId = session.institutionId;
    const [known] = await tx<{ id: string }[]>`
      select id from subsidy_batch where bureau_id = ${bureauId} and month = ${month}`;
    if (known) return known.id;
    const scope = { bureauId, lastDay: lastDayOfMonth(month), batchId: null };
    const found = await readCandidates(tx, masterKey, scope, now.wallMs);
    if (found.proposed.length === 0) throw new Refusal('subsidy_nobody');
    const [made] = await tx<{ id: string }[]>`
      insert into subsidy_batch (bureau_id, month, publicity_days, reviewers_min, drawn_at)
      values (${bureauId}, ${month}, ${found.publicityDays}, ${found.reviewersMin}, ${new Date(now.wallMs)}) returning id`;
    if (!made) throw new Error('the list was not stored');
    await enter(tx, made.id, found.proposed, []);
    await takeBatchStep(tx, made.id, 'draw', session, null, now.wallMs);
    return made.id;
  });
}

/**
 * Computes a list anew that is not published; where that changes it, it needs new signatures, and whoever pressed has drawn
 * it up (P079). Throws `not_found`, `forbidden`, `subsidy_step`.
 */
export async function redrawBatch(
  { sql, masterKey }: Doors,
  session: Session,
  batchId: string,
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    await oneAtATime(tx);
    const own = await lockOwnBatch(tx, session, batchId);
    if (own.state !== 'drawn') throw new Refusal('subsidy_step');
    const scope = { bureauId: own.bureauId, lastDay: lastDayOfMonth(own.month), batchId: own.id };
    const { proposed, publicityDays, reviewersMin } = await readCandidates(tx, masterKey, scope, now.wallMs);
    const typed = await readClassAmounts(tx, own.id);
    await tx`delete from subsidy_entry where batch_id = ${own.id}`;
    await tx`
      update subsidy_batch set publicity_days = ${publicityDays}, reviewers_min = ${reviewersMin} where id = ${own.id}`;
    await enter(tx, own.id, proposed, typed);
    const [after] = await tx<{ sha256: string }[]>`select subsidy_content_sha256(${own.id}) as sha256`;
    if (after?.sha256 !== own.contentSha256)
      await takeBatchStep(tx, own.id, 'draw', session, null, now.wallMs);
  });
}

/** Writes the lines; a class without a limit keeps the amount that was typed. */
async function enter(tx: SqlTx, batchId: string, proposed: Proposed[], typed: ClassAmount[]): Promise<void> {
  const amounts = new Map(typed.map(({ classId, amountYuan }) => [classId, amountYuan]));
  const rows = proposed.map((one, i) => ({
    batch_id: batchId,
    number: i + 1,
    enrolment_id: one.enrolmentId,
    amount_yuan: one.mostYuan ?? amounts.get(one.classId) ?? null,
    name: one.name,
    id_ending: one.idEnding,
    institution: one.institution,
    class_title: one.classTitle,
    occupation: one.occupation,
    level: one.level,
    certificate_number: one.certificateNumber,
    ended_on: one.endedOn,
  }));
  for (let from = 0; from < rows.length; from += 500)
    await tx`insert into subsidy_entry ${tx(rows.slice(from, from + 500))}`;
}

/** People of a list who would not be on it now, by enrolment: their result, class or institution changed. */
export async function readStale(
  sql: House['sql'] | SqlTx,
  masterKey: Buffer,
  { id, bureauId, month }: { id: string; bureauId: string; month: string },
  nowMs: number,
): Promise<Set<string>> {
  const scope = { bureauId, lastDay: lastDayOfMonth(month), batchId: id, onlyIn: true };
  const { proposed }: Candidates = await readCandidates(sql, masterKey, scope, nowMs);
  const now = new Map(proposed.map((one) => [one.enrolmentId, one]));
  const rows = await sql<{ enrolmentId: string; certificateNumber: string; amountYuan: number | null }[]>`
    select enrolment_id as "enrolmentId", certificate_number as "certificateNumber", amount_yuan as "amountYuan"
    from subsidy_entry where batch_id = ${id} and struck_at is null`;
  return new Set(
    rows
      .filter(({ enrolmentId, certificateNumber, amountYuan }) => {
        const one = now.get(enrolmentId);
        if (one?.certificateNumber !== certificateNumber) return true;
        return one.mostYuan !== null && amountYuan !== null && one.mostYuan < amountYuan;
      })
      .map(({ enrolmentId }) => enrolmentId),
  );
}
