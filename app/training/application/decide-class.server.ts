import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay } from '../class-day.ts';
import { stepClass, type ClassDecision, type ClassState } from '../class-life.ts';
import { requireOwnClass } from '../own-class.server.ts';
import { requireComplete } from './apply-class.server.ts';
import { judgeApplication, type Judged } from './judge-application.ts';
import { readApplication } from './read-application.server.ts';
import { lockPlaces } from '../targets/quota/read-places.server.ts';
import { readLastStep, requireStep, takeClassStep } from './take-class-step.server.ts';

/** What a bureau decides of the application that was on the screen; `posts`: why a post that does not match is accepted, by enrolment. */
export type Decided = {
  decision: ClassDecision;
  reason: string;
  posts: Record<string, string>;
  seenSha256: string;
};

const reasonLeast = 4;

/**
 * Stores the decision of the bureau of the place. An approval judges everything once more, standing and dates as of now,
 * and takes a reason for every post that does not match the training (P026); a return or a rejection says why. The same
 * press again answers the same. Throws `not_found`, `forbidden`, `approve_own`, `class_step`, `application_changed`,
 * `application_open`, `post_undecided`, `reason_missing`.
 */
export async function decideClass(
  sql: Sql,
  session: Session,
  classId: string,
  { decision, reason: given, posts, seenSha256 }: Decided,
  now: ClockReading,
): Promise<ClassState> {
  const reason = given.trim();
  await requireOwnClass(sql, session, classId);
  return sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    const last = await readLastStep(tx, own.id);
    if (
      last?.step === decision &&
      last.actorId === session.personId &&
      last.partsSha256 === seenSha256 &&
      own.state === stepClass('applied', decision)?.to
    )
      return own.state;
    requireStep(own, decision, session);
    if (decision === 'approve') await lockPlaces(tx);
    const { application } = await readApplication(tx, session, own);
    const { partsSha256 } = application;
    if (partsSha256 !== seenSha256 || last?.partsSha256 !== partsSha256)
      throw new Refusal('application_changed');
    if (decision !== 'approve') {
      if (reason.length < reasonLeast) throw new Refusal('reason_missing', { field: 'reason' });
      return takeClassStep(tx, own, decision, session, { reason, facts: { partsSha256 } }, now);
    }
    const judged = judgeApplication(application, chinaDay(now.wallMs));
    requireComplete(judged);
    const decidedPosts = requirePosts(judged, posts);
    const facts = { partsSha256, appliedStep: last.id, posts: decidedPosts };
    return takeClassStep(tx, own, 'approve', session, { reason: reason || null, facts }, now);
  });
}

/** A reason for every post that the approver has to decide on, by enrolment. Throws `post_undecided`. */
function requirePosts({ learners }: Judged, posts: Decided['posts']): Record<string, string> {
  const decided: Record<string, string> = {};
  for (const { enrolmentId, notes } of learners) {
    if (!notes.includes('post_differs')) continue;
    const reason = posts[enrolmentId]?.trim() ?? '';
    if (reason.length < reasonLeast) throw new Refusal('post_undecided', { field: `post-${enrolmentId}` });
    decided[enrolmentId] = reason;
  }
  return decided;
}
