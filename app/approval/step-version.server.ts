import type { Sql, SqlTx } from '../../db/client.ts';
import { appendContent } from '../evidence/append-content.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import {
  refuseStep,
  versionSteps,
  type LivingVersion,
  type StepActor,
  type VersionStep,
} from './version-life.ts';

/** A version under the lock of its row. */
export type LockedVersion = LivingVersion & {
  id: string;
  lessonId: string;
  number: number;
  contentSha256: string | null;
  durationMs: number | null;
};

/** Locks a version until the transaction ends. Throws `not_found`. */
export async function lockVersion(tx: SqlTx, videoVersionId: string): Promise<LockedVersion> {
  const [row] = await tx<LockedVersion[]>`
    select id, state, lesson_id as "lessonId", number, institution_id as "institutionId", uploaded_by as "uploadedBy",
      encode(content_sha256, 'hex') as "contentSha256", duration_ms as "durationMs"
    from video_version where id = ${videoVersionId} for update`;
  if (!row) throw new Refusal('not_found');
  return row;
}

/** What a step says in the log beside who and when. */
export type StepWords = { reason?: string; facts?: Record<string, string | number | null> };

/**
 * Takes one step with a locked version: the rule is asked again under the lock, state and evidence are written together
 * or not at all (P011). Throws what `refuseStep` says.
 */
export async function stepVersion(
  tx: SqlTx,
  masterKey: Buffer,
  version: LockedVersion,
  step: VersionStep,
  actor: StepActor,
  now: ClockReading,
  { reason = '', facts = {} }: StepWords = {},
): Promise<LockedVersion> {
  const refused = refuseStep(version, step, actor);
  if (refused) throw new Refusal(refused, { state: version.state });
  const { to } = versionSteps[step];
  const at = new Date(now.wallMs);
  await tx`update video_version set state = ${to},
      submitted_at = case when ${to} = 'submitted' then ${at} else submitted_at end,
      approved_at = case when ${to} = 'approved' then ${at} else approved_at end,
      published_at = case when ${to} = 'published' then ${at} else published_at end,
      withdrawn_at = case when ${to} = 'withdrawn' then ${at} else withdrawn_at end
    where id = ${version.id}`;
  await appendContent(tx, masterKey, version.id, now, {
    kind: 'version_step',
    step,
    from: version.state,
    to,
    actorId: actor.personId,
    actorRole: actor.role,
    actorInstitutionId: actor.institutionId,
    reason,
    facts: { contentSha256: version.contentSha256, ...facts },
  });
  return { ...version, state: to };
}

/** Takes a step that needs nothing else, in a transaction of its own; the rule is asked before and inside it. */
export async function takeStep(
  house: { sql: Sql; masterKey: Buffer },
  videoVersionId: string,
  step: VersionStep,
  actor: StepActor,
  now: ClockReading,
  words: StepWords = {},
): Promise<void> {
  await house.sql.begin(async (tx) => {
    const version = await lockVersion(tx, videoVersionId);
    await stepVersion(tx, house.masterKey, version, step, actor, now, words);
  });
}
