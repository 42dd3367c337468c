import type { House } from '../../platform/house.server.ts';
import type { CaseDecision, SnapshotVerdict } from '../face-state.ts';

/** What became of a photograph that she asked somebody to look at again. */
export type PhotographAnswer = {
  caseId: string;
  /** Null: nobody has decided yet. */
  decision: CaseDecision | null;
  reason: string | null;
  isNew: boolean;
};

/** One of a learner's own photographs, as she may see it. Wall-clock ms. */
export type OwnPhotograph = {
  id: string;
  takenMs: number;
  /** Class hour, counted from 1. */
  classHour: number;
  /** Null: not looked at yet. */
  verdict: SnapshotVerdict | null;
  counts: boolean;
  isErased: boolean;
  answer: PhotographAnswer | null;
};

export type OwnPhotographs = { referenceId: string | null; photographs: OwnPhotograph[] };

const shownMax = 60;

type Row = Omit<OwnPhotograph, 'takenMs' | 'answer'> & {
  takenAt: Date;
  caseId: string | null;
  decision: CaseDecision | null;
  reason: string | null;
  isNew: boolean;
};

/** The learner's own photographs, the newest first, with the answers about them and her confirmed face. */
export async function readOwnPhotographs(
  { sql }: Pick<House, 'sql'>,
  learnerId: string,
): Promise<OwnPhotographs> {
  const [[reference], rows] = await Promise.all([
    sql<{ id: string }[]>`
      select id from face_reference where learner_id = ${learnerId} and state = 'active'`,
    sql<Row[]>`
      select s.id, s.taken_at as "takenAt", s.class_hour + 1 as "classHour", s.verdict, s.counts,
        s.erased_at is not null or k.learner_id is null as "isErased",
        c.id as "caseId", c.decision, c.reason,
        coalesce(c.decided_at is not null and c.seen_by_learner_at is null, false) as "isNew"
      from snapshot s
      left join learner_key k on k.learner_id = s.learner_id
      left join lateral (
        select id, decision, reason, decided_at, seen_by_learner_at from face_case
        where learner_id = s.learner_id and kind = 'contested' and subject_kind = 'snapshot' and subject_id = s.id
        order by opened_at desc limit 1) c on true
      where s.learner_id = ${learnerId} order by s.taken_at desc limit ${shownMax}`,
  ]);
  return {
    referenceId: reference?.id ?? null,
    photographs: rows.map(({ takenAt, caseId, decision, reason, isNew, ...row }) => ({
      ...row,
      takenMs: takenAt.getTime(),
      answer: caseId === null ? null : { caseId, decision, reason, isNew },
    })),
  };
}

/** How many decided answers about what she contested she has not seen. */
export async function countAnswers({ sql }: Pick<House, 'sql'>, learnerId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from face_case
    where learner_id = ${learnerId} and kind = 'contested' and decided_at is not null
      and seen_by_learner_at is null`;
  return row?.count ?? 0;
}

/** She has opened the page that shows them. */
export async function markAnswersSeen(
  { sql }: Pick<House, 'sql'>,
  learnerId: string,
  caseIds: readonly string[],
  nowMs: number,
): Promise<void> {
  if (caseIds.length === 0) return;
  await sql`update face_case set seen_by_learner_at = ${new Date(nowMs)}
    where learner_id = ${learnerId} and id = any(${[...caseIds]}::uuid[]) and decided_at is not null
      and seen_by_learner_at is null`;
}
