import { readClock } from '../../app/platform/clock.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { decideCase, type Decision } from '../../app/presence/review/decide-case.server.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { putCase, sessionOf, storePhotograph } from './store-face.ts';

const { other } = fixtures;

/** Everybody who sits at a desk. */
export const clerk = sessionOf(fixtures.clerk.id, 'clerk');
export const otherClerk = sessionOf(other.clerk.id, 'clerk', other.institutionId);
export const reviewer = sessionOf(fixtures.reviewer.id, 'reviewer');
export const inspector = sessionOf(fixtures.inspector.id, 'inspector');
export const author = sessionOf(fixtures.author.id, 'author');

/** A reason that is long enough. */
export const reason = '两张照片的眉眼一样';

/** Decides as one of them. */
export const decideAs = (
  house: House,
  session: typeof clerk,
  id: string,
  decision: Decision['decision'],
  why = reason,
): Promise<void> => decideCase(house, session, id, { decision, reason: why }, readClock());

/** The last events of a learner's chain, oldest first. */
export async function lastEvents({ sql }: House, learnerId: string, n: number) {
  const rows = await sql<{ body: string }[]>`
    select body from evidence_event where learner_id = ${learnerId} order by seq desc limit ${n}`;
  return rows.map(({ body }) => JSON.parse(body) as Record<string, unknown>).reverse();
}

/** A photograph of the learner at this place of the fixtures, and the open case about it. */
export async function caseOfPhotograph(
  house: House,
  place: number,
  verdict: 'doubt' | 'other' | 'match',
  counts: boolean,
) {
  const learner = fixtureLearner(place);
  const hours = counts ? [0] : [];
  await house.sql`insert into enrolment_study (learner_id, enrolment_id, photographed_hours)
    values (${learner.id}, ${learner.enrolmentId}, ${hours})
    on conflict (learner_id, enrolment_id) do update set photographed_hours = excluded.photographed_hours`;
  const { id } = await storePhotograph(house, learner, verdict, counts);
  const caseId = await putCase(house, learner.id, 'doubt', { subjectKind: 'snapshot', subjectId: id });
  return { learner, snapshotId: id, caseId };
}

/** Whether a photograph counts, and the hours that hold one. */
export async function readHour(house: House, learnerId: string, snapshotId: string) {
  const [row] = await house.sql<{ counts: boolean; hours: number[]; doubt: boolean; verdict: string }[]>`
    select s.counts, s.verdict, e.photographed_hours as hours, e.face_doubt as doubt
    from snapshot s join enrolment_study e on e.learner_id = s.learner_id and e.enrolment_id = s.enrolment_id
    where s.learner_id = ${learnerId} and s.id = ${snapshotId}`;
  return row;
}
