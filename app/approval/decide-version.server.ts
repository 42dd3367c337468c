import type { Sql, SqlTx } from '../../db/client.ts';
import { appendContent } from '../evidence/append-content.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { chinaDay } from '../training/class-day.ts';
import { ruleProfileParameters } from '../training/rule-profile.ts';
import { isApproved, refuseReview, type Review } from './review-rules.ts';
import { lockVersion, stepVersion, type LockedVersion } from './step-version.server.ts';
import { refuseStep, type StepActor } from './version-life.ts';

/** How many people have to approve: the strictest of the profiles that are valid today (P011). */
export async function readApproversNeeded(sql: Sql | SqlTx, now: ClockReading): Promise<number> {
  const today = chinaDay(now.wallMs);
  const rows = await sql<{ parameters: unknown }[]>`
    select parameters from rule_profile where valid_from <= ${today} and valid_to >= ${today}`;
  return Math.max(1, ...rows.map((row) => ruleProfileParameters.parse(row.parameters).video_approvers_min));
}

/**
 * Stores a reviewer's decision on exactly the bytes that were on the screen (P011). With enough approvals the version is
 * approved; a return or a rejection ends it. Everything is asked before and again under the lock. Throws `approve_own`,
 * `version_step`, `content_changed`, and what `refuseReview` says.
 */
export async function decideVersion(
  house: { sql: Sql; masterKey: Buffer },
  videoVersionId: string,
  review: Review,
  actor: StepActor,
  now: ClockReading,
): Promise<{ state: LockedVersion['state']; approvers: number; needed: number }> {
  return house.sql.begin(async (tx) => {
    const version = await lockVersion(tx, videoVersionId);
    const refusedStep = refuseStep(version, review.decision, actor);
    if (refusedStep) throw new Refusal(refusedStep, { state: version.state });
    if (actor.personId === null) throw new Refusal('forbidden');
    const [noted] = await tx<{ notes: number }[]>`
      select count(*)::int as notes from review_note
      where video_version_id = ${videoVersionId} and reviewer_id = ${actor.personId}`;
    const refused = refuseReview(review, noted?.notes ?? 0);
    if (refused) throw new Refusal(refused, { field: fieldOf[refused] ?? '' });
    if (review.contentSha256 !== version.contentSha256) throw new Refusal('content_changed');
    const documentNumber = review.decision === 'approve' ? (review.documentNumber ?? '').trim() : null;
    const reason = review.reason.trim();
    const stored = await tx`
      insert into version_review
        (video_version_id, reviewer_id, decision, document_number, reason, checklist, content_sha256, decided_at)
      values (${videoVersionId}, ${actor.personId}, ${review.decision}, ${documentNumber}, ${reason},
        ${tx.json(review.checklist)}, decode(${version.contentSha256}, 'hex'), ${new Date(now.wallMs)})
      on conflict do nothing`;
    // Once a person: a second word of the same reviewer decides nothing.
    if (stored.count === 0) throw new Refusal('version_step', { state: version.state });
    const needed = await readApproversNeeded(tx, now);
    if (review.decision !== 'approve') {
      const { state } = await stepVersion(tx, house.masterKey, version, review.decision, actor, now, {
        reason,
      });
      return { state, approvers: 0, needed };
    }
    const approvals = await tx<{ reviewerId: string }[]>`
      select reviewer_id as "reviewerId" from version_review
      where video_version_id = ${videoVersionId} and decision = 'approve' order by decided_at, reviewer_id`;
    const approvers = approvals.map((one) => one.reviewerId);
    const facts = {
      documentNumber,
      approvers: approvers.join(' '),
      needed,
      contentSha256: version.contentSha256,
    };
    if (!isApproved(approvers, needed)) {
      await appendContent(tx, house.masterKey, videoVersionId, now, {
        kind: 'version_reviewed',
        decision: 'approve',
        actorId: actor.personId,
        actorRole: actor.role,
        actorInstitutionId: actor.institutionId,
        reason,
        facts,
      });
      return { state: version.state, approvers: approvers.length, needed };
    }
    await tx`update video_version set approval_document = ${documentNumber} where id = ${videoVersionId}`;
    const words = { reason, facts };
    const { state } = await stepVersion(tx, house.masterKey, version, 'approve', actor, now, words);
    return { state, approvers: approvers.length, needed };
  });
}

/** The field of the form that a refusal is about. */
const fieldOf: Partial<Record<string, string>> = {
  checklist_open: 'checklist',
  document_missing: 'documentNumber',
  reason_missing: 'reason',
  note_missing: 'note',
};
