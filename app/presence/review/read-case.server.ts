import type { Sql } from '../../../db/client.ts';
import { maskPhone } from '../../identity/mask-phone.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { Refusal, type RefusalCode } from '../../platform/refusal.ts';
import { decisionsOf, maySeeCase, refuseDecider } from './case-rules.ts';
import type { CaseDecision, CaseKind } from '../face-state.ts';
import { readFrames, type FrameStrip } from '../challenge/read-frames.server.ts';
import { readPicturesOfCase, type PictureSeen } from './read-pictures-of-case.server.ts';

/** One case with everything that it is decided by. */
export type CaseSeen = {
  id: string;
  kind: CaseKind;
  learner: { id: string; name: string; maskedPhone: string; institution: string };
  /** The other account of the same face; null: the case is about one account. */
  other: { name: string; institution: string } | null;
  openedMs: number;
  /** The learner's own words, when she contests. */
  words: string | null;
  /** What is looked at, and what it is compared with. */
  under: PictureSeen | null;
  beside: PictureSeen | null;
  /** Photographs before it, oldest first: a window is judged, never one alone. */
  window: PictureSeen[];
  frames: FrameStrip | null;
  /** Why the enrolled face is to change. */
  changeReason: string | null;
  history: { id: string; kind: CaseKind; decision: CaseDecision | null; atMs: number }[];
  decisions: readonly CaseDecision[];
  /** Why this person cannot decide it; null: she can. */
  refused: RefusalCode | null;
  decided: { decision: CaseDecision; reason: string; by: string; atMs: number } | null;
};

type Row = {
  id: string;
  kind: CaseKind;
  learnerId: string;
  otherLearnerId: string | null;
  institutionId: string;
  subjectKind: 'challenge' | 'snapshot' | 'reference';
  subjectId: string;
  words: string | null;
  openedAt: Date;
  decision: CaseDecision | null;
  reason: string | null;
  decidedAt: Date | null;
  decidedByName: string | null;
  name: string;
  phone: string;
  institution: string;
  otherName: string | null;
  otherInstitution: string | null;
  allowedBy: string | null;
  changeReason: string | null;
  /** The challenge that the subject is, or was taken in. */
  challengeId: string | null;
};

/** Where a case's things are found. */
export type CaseSubject = Pick<
  Row,
  'kind' | 'learnerId' | 'otherLearnerId' | 'subjectKind' | 'subjectId' | 'challengeId'
>;

/** Opens one case for somebody who may see it; else `not_found`. */
export async function readCase(sql: Sql, session: Session, caseId: string): Promise<CaseSeen> {
  const [row] = await sql<Row[]>`
    select c.id, c.kind, c.learner_id as "learnerId", c.other_learner_id as "otherLearnerId",
      c.institution_id as "institutionId", c.subject_kind as "subjectKind", c.subject_id as "subjectId", c.words,
      c.opened_at as "openedAt", c.decision, c.reason, c.decided_at as "decidedAt", d.name as "decidedByName",
      p.name, p.phone, i.name as institution, o.name as "otherName",
      oi.name as "otherInstitution", r.clerk_id as "allowedBy", r.change_reason as "changeReason",
      case c.subject_kind when 'challenge' then c.subject_id else r.challenge_id end as "challengeId"
    from face_case c join person p on p.id = c.learner_id join institution i on i.id = c.institution_id
      left join person d on d.id = c.decided_by
      left join person o on o.id = c.other_learner_id left join institution oi on oi.id = o.institution_id
      left join face_reference r on r.learner_id = c.learner_id and r.id = c.subject_id
        and c.subject_kind = 'reference'
    where c.id = ${caseId}`;
  const standing = row && { ...row, decided: row.decidedAt !== null };
  if (!standing || !maySeeCase(session, standing)) throw new Refusal('not_found');
  const [pictures, frames, history] = await Promise.all([
    readPicturesOfCase(sql, row),
    row.challengeId ? readFrames(sql, row.learnerId, row.challengeId) : null,
    readHistory(sql, row.learnerId, caseId),
  ]);
  const { learnerId, name, phone, institution, otherName, otherInstitution } = row;
  return {
    ...{ id: row.id, kind: row.kind, words: row.words, changeReason: row.changeReason },
    learner: { id: learnerId, name, maskedPhone: maskPhone(phone), institution },
    other: otherName && otherInstitution ? { name: otherName, institution: otherInstitution } : null,
    openedMs: row.openedAt.getTime(),
    ...pictures,
    frames,
    history,
    decisions: decisionsOf[row.kind],
    refused: refuseDecider(session, standing),
    decided:
      row.decidedAt && row.decision
        ? {
            ...{ decision: row.decision, reason: row.reason ?? '', by: row.decidedByName ?? '' },
            atMs: row.decidedAt.getTime(),
          }
        : null,
  };
}

/** Earlier and other cases of the same learner, newest first. */
async function readHistory(sql: Sql, learnerId: string, caseId: string): Promise<CaseSeen['history']> {
  const rows = await sql<{ id: string; kind: CaseKind; decision: CaseDecision | null; at: Date }[]>`
    select id, kind, decision, coalesce(decided_at, opened_at) as at from face_case
    where learner_id = ${learnerId} and id <> ${caseId} order by at desc limit 8`;
  return rows.map(({ at, ...row }) => ({ ...row, atMs: at.getTime() }));
}
