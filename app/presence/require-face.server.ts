import type { Sql, SqlTx } from '../../db/client.ts';
import { readConsent } from '../identity/read-consent.server.ts';
import { readFaceStanding } from '../identity/read-face-standing.server.ts';
import { Refusal } from '../platform/refusal.ts';
import type { RuleProfileParameters } from '../training/rule-profile.ts';
import { judgeFaceDue, type LastChecks } from './face-due.ts';
import type { ChallengeReason, LeaseFace } from './face-state.ts';

/** By what a lease is opened (P007); `faceId`: the passed challenge or the clerk's witness. */
export type KnownFace = { face: LeaseFace; faceId: string | null };

/** Who wants to study, under which sign-in. */
export type Sitter = { learnerId: string; sessionHash: Buffer };

type Checks = LastChecks & { passedHereId: string | null };

/** Fails unless one enrolled face is active and no change of it is under way: credit waits meanwhile. */
async function requireReference(sql: Sql | SqlTx, learnerId: string): Promise<void> {
  const { activeId, waitingId, changeAllowed } = await readFaceStanding(sql, learnerId);
  if (waitingId !== null) throw new Refusal('face_waits', await readHelp(sql, learnerId));
  if (activeId === null || changeAllowed) throw new Refusal('face_not_enrolled');
}

/** The phone of the learner's institution: a person helps where pictures do not. */
async function readHelp(sql: Sql | SqlTx, learnerId: string): Promise<{ phone: string }> {
  const [row] = await sql<{ phone: string }[]>`
    select i.phone from person p join institution i on i.id = p.institution_id where p.id = ${learnerId}`;
  return { phone: row?.phone ?? '' };
}

async function readWitness(
  sql: Sql | SqlTx,
  learnerId: string,
  nowMs: number,
): Promise<{ id: string; witnessedMs: number } | null> {
  const [row] = await sql<{ id: string; witnessedAt: Date }[]>`
    select id, witnessed_at as "witnessedAt" from face_witness
    where learner_id = ${learnerId} and until > ${new Date(nowMs)} order by witnessed_at desc limit 1`;
  return row ? { id: row.id, witnessedMs: row.witnessedAt.getTime() } : null;
}

/**
 * Her judged checks. One that was passed counts only against the face that is active now: what somebody passed at an
 * enrolment that was refused, or against a face that was replaced, opens nothing (D08).
 */
async function readChecks(sql: Sql | SqlTx, { learnerId, sessionHash }: Sitter): Promise<Checks> {
  const judged = await sql<{ id: string; state: string; judgedAt: Date; here: boolean }[]>`
    with judged as (
      select c.id, c.state, c.judged_at as "judgedAt", c.session_hash = ${sessionHash} as here
      from face_challenge c
      where c.learner_id = ${learnerId} and (c.state = 'failed' or c.state = 'passed' and exists (
        select 1 from face_reference r where r.learner_id = c.learner_id and r.state = 'active'
          and case when c.purpose = 'enrolment' then r.challenge_id = c.id else r.created_at <= c.judged_at end)))
    (select * from judged order by "judgedAt" desc limit 30)
    union
    (select * from judged where state = 'passed' and here order by "judgedAt" desc limit 1)
    order by "judgedAt" desc`;
  const [lease] = await sql<{ seen: Date | null }[]>`
    select greatest((select max(last_seen_at) from lease where learner_id = ${learnerId}),
      (select to_timestamp(span_wall_ms / 1000.0) from chain_head where learner_id = ${learnerId}),
      (select max(last_seen_at) from test_paper where learner_id = ${learnerId})) as seen`;
  const passed = judged.filter(({ state }) => state === 'passed');
  const here = passed.find((one) => one.here);
  const failed = judged.find(({ state }) => state === 'failed');
  return {
    passedHereId: here?.id ?? null,
    passedHereMs: here?.judgedAt.getTime() ?? null,
    passedAnywhereMs: passed[0]?.judgedAt.getTime() ?? null,
    failedMs: failed?.judgedAt.getTime() ?? null,
    lastSeenMs: lease?.seen?.getTime() ?? null,
  };
}

/** Why a check is due for this learner under this sign-in, or null. */
export async function readFaceDue(
  sql: Sql | SqlTx,
  sitter: Sitter,
  { face_check: asked }: RuleProfileParameters,
  nowMs: number,
): Promise<ChallengeReason | null> {
  return judgeFaceDue(await readChecks(sql, sitter), asked.after_absence_s * 1000, nowMs);
}

/**
 * By what this learner may study now (P007, I4). Throws `consent_missing`, `face_not_enrolled`, `face_waits`,
 * `face_needs_person` (facts: the institution's phone) or `face_check_due` (facts: why).
 */
export async function requireFace(
  sql: Sql | SqlTx,
  sitter: Sitter,
  profile: RuleProfileParameters,
  nowMs: number,
): Promise<KnownFace> {
  const { at_start: atStart, random_per_class_hour: perHour, after_absence_s: absenceS } = profile.face_check;
  if (!atStart && perHour === 0) return { face: 'not_asked', faceId: null };
  const { learnerId } = sitter;
  if (!(await readConsent(sql, learnerId)).isCurrent) throw new Refusal('consent_missing');
  const [checks, witness] = await Promise.all([readChecks(sql, sitter), readWitness(sql, learnerId, nowMs)]);
  if (witness && witness.witnessedMs > (checks.passedHereMs ?? 0))
    return { face: 'witnessed', faceId: witness.id };
  await requireReference(sql, learnerId);
  const [open] = await sql`
    select id from face_case where learner_id = ${learnerId} and kind = 'three_tries' and decided_at is null limit 1`;
  if (open) throw new Refusal('face_needs_person', await readHelp(sql, learnerId));
  if (!atStart) return { face: 'checked', faceId: checks.passedHereId };
  const reason = judgeFaceDue(checks, absenceS * 1000, nowMs);
  if (reason) throw new Refusal('face_check_due', { reason });
  return { face: 'checked', faceId: checks.passedHereId };
}
