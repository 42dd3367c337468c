import { createHash } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import { appendEvidence, lockChains } from '../../evidence/append.server.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { readClassHours } from '../../study/read-class-hours.server.ts';
import { requireOwnClass } from '../own-class.server.ts';

/** A class hour that was studied on a clerk's word, full otherwise, and what the bureau said of it. */
export type WitnessedHour = {
  enrolmentId: string;
  learnerId: string;
  name: string;
  /** Counted from 1. */
  number: number;
  state: 'bureau' | 'refused' | 'accepted';
  /** Clerks who saw her, and how they knew her. */
  witnesses: { clerk: string; reason: string; atMs: number }[];
  /** The bureau's decisions, the last one first. */
  decisions: { isAccepted: boolean; reason: string; by: string; atMs: number }[];
};

/** The witnessed hours of a class that are full and have their photograph, those that wait first. */
export async function readWitnessedHours(sql: Sql | SqlTx, classId: string): Promise<WitnessedHour[]> {
  const hours = await readClassHours(sql, classId);
  const numbers = [...hours].flatMap(([enrolmentId, own]) =>
    own
      .filter(
        ({ isWitnessed, missing }) =>
          isWitnessed && (missing === null || missing === 'bureau' || missing === 'refused'),
      )
      .map(({ number, missing }) => ({
        enrolmentId,
        number,
        state: missing === null ? ('accepted' as const) : (missing as 'bureau' | 'refused'),
      })),
  );
  if (numbers.length === 0) return [];
  const people = await sql<Pick<WitnessedHour, 'enrolmentId' | 'learnerId' | 'name' | 'witnesses'>[]>`
    select e.id as "enrolmentId", e.learner_id as "learnerId", p.name,
      coalesce((select json_agg(json_build_object('clerk', k.name, 'reason', w.reason,
          'atMs', extract(epoch from w.witnessed_at)::float8 * 1000) order by w.witnessed_at desc)
        from face_witness w join person k on k.id = w.clerk_id where w.learner_id = e.learner_id), '[]') as witnesses
    from enrolment e join person p on p.id = e.learner_id
    where e.class_id = ${classId} and e.id = any(${numbers.map(({ enrolmentId }) => enrolmentId)}::uuid[])
    order by p.name, e.id`;
  const decided = await sql<(WitnessedHour['decisions'][number] & { enrolmentId: string; hour: number })[]>`
    select d.enrolment_id as "enrolmentId", d.class_hour as hour, d.is_accepted as "isAccepted", d.reason, b.name as by,
      extract(epoch from d.decided_at)::float8 * 1000 as "atMs"
    from hour_decision d join enrolment e on e.id = d.enrolment_id join person b on b.id = d.decided_by
    where e.class_id = ${classId} order by d.seq desc`;
  const all = people.flatMap((person) =>
    numbers
      .filter(({ enrolmentId }) => enrolmentId === person.enrolmentId)
      .map(({ number, state }) => ({
        ...person,
        ...{ number, state },
        decisions: decided
          .filter((one) => one.enrolmentId === person.enrolmentId && one.hour === number - 1)
          .map(({ isAccepted, reason, by, atMs }) => ({ isAccepted, reason, by, atMs })),
      })),
  );
  return all.sort((a, b) => Number(b.state === 'bureau') - Number(a.state === 'bureau'));
}

/** What the bureau says of some witnessed hours of one learner. */
export type HourDecision = { enrolmentId: string; numbers: number[]; isAccepted: boolean; reason: string };

/**
 * The bureau of the class accepts or refuses witnessed hours, with its reason; a row and an event each, never changed: a
 * later word counts instead (P007, I7). The same word again changes nothing. Throws `not_found`, `forbidden`, `hour_undue`.
 */
export async function decideHours(
  sql: Sql,
  session: Session,
  classId: string,
  { enrolmentId, numbers, isAccepted, reason }: HourDecision,
  now: ClockReading,
): Promise<void> {
  if (session.role !== 'bureau') throw new Refusal('forbidden');
  await sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    const [place] = await tx<{ learnerId: string }[]>`
      select learner_id as "learnerId" from enrolment where id = ${enrolmentId} and class_id = ${own.id}`;
    if (!place) throw new Refusal('not_found');
    const { learnerId } = place;
    const head = (await lockChains(tx, [learnerId])).get(learnerId);
    if (!head) throw new Error('chain is not locked');
    const due = (await readWitnessedHours(tx, own.id)).filter((hour) => hour.enrolmentId === enrolmentId);
    const wanted = [...new Set(numbers)].map((number) => due.find((hour) => hour.number === number));
    const word = isAccepted ? 'accepted' : 'refused';
    const reasonSha256 = createHash('sha256').update(reason).digest('hex');
    const events = [];
    for (const hour of wanted) {
      if (!hour) throw new Refusal('hour_undue');
      if (hour.state === word) continue;
      const classHour = hour.number - 1;
      await tx`
        insert into hour_decision (learner_id, enrolment_id, class_hour, is_accepted, reason, decided_by, decided_at)
        values (${learnerId}, ${enrolmentId}, ${classHour}, ${isAccepted}, ${reason}, ${session.personId},
          ${new Date(now.wallMs)})`;
      const event = { kind: 'hour_decided', fence: 0, enrolmentId, classHour } as const;
      events.push({ ...event, accepted: isAccepted, decidedBy: session.personId, reasonSha256 });
    }
    await appendEvidence(tx, [{ head, at: now, events }]);
  });
}
