import type { SqlTx } from '../../db/client.ts';
import type { Role } from '../../db/schema/identity.ts';
import type { FaceEvent } from '../evidence/event.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { modelId as todaysModelId } from '../presence/engine/models.ts';
import type { ReferenceState } from '../presence/face-state.ts';
import { isRenewing } from './is-renewing.server.ts';
import { queueDuplicateSearch } from './queue-duplicate-search.server.ts';
import { readConsent } from './read-consent.server.ts';

/** Who decides about which face. */
export type ReferenceDecision = {
  reference: { learnerId: string; id: string };
  deciderId: string;
  role: Role;
  institutionId: string;
  /** The decider's own words. */
  reason: string;
  now: ClockReading;
};

type Waiting = {
  state: ReferenceState;
  challengeId: string;
  modelId: string;
  sha256: Buffer;
  distance: number | null;
  clerkId: string | null;
  institutionId: string;
};

/**
 * The waiting face, if this person may decide about it: a clerk or the head of the learner's own institution, or a reviewer, and of
 * a change never the clerk who allowed it (D08). Throws `forbidden`, `case_own`, `case_gone`.
 */
async function readWaiting(tx: SqlTx, decision: ReferenceDecision): Promise<Waiting> {
  const { reference, deciderId, role, institutionId } = decision;
  const [row] = await tx<Waiting[]>`
    select r.state, r.challenge_id as "challengeId", r.model_id as "modelId", r.sha256,
      r.id_photo_distance as distance, r.clerk_id as "clerkId", p.institution_id as "institutionId"
    from face_reference r join person p on p.id = r.learner_id
    where r.learner_id = ${reference.learnerId} and r.id = ${reference.id}`;
  const mayDecide =
    role === 'reviewer' || ((role === 'clerk' || role === 'head') && row?.institutionId === institutionId);
  if (!mayDecide) throw new Refusal('forbidden');
  if (row?.state !== 'waiting_witness' && row?.state !== 'waiting_second') throw new Refusal('case_gone');
  if (row.state === 'waiting_second' && row.clerkId === deciderId) throw new Refusal('case_own');
  return row;
}

/**
 * She is the person, but today's nets find no face in her picture: whoever confirmed it has thereby allowed a new one,
 * which waits for a second person as every change (D08).
 */
async function allowAnother(
  tx: SqlTx,
  { reference, deciderId, reason, now }: ReferenceDecision,
): Promise<void> {
  await tx`insert into face_change (learner_id, clerk_id, reason, allowed_at)
    select ${reference.learnerId}, ${deciderId}, ${reason}, ${new Date(now.wallMs)}
    where not exists (select 1 from face_change where learner_id = ${reference.learnerId} and used_at is null)`;
}

/**
 * Confirms a waiting face: the first by a witness, a change by the second person; the face before is replaced. The
 * caller holds the lock on the learner's chain and appends the events.
 */
export async function approveReference(
  tx: SqlTx,
  decision: ReferenceDecision,
): Promise<{ events: FaceEvent[] }> {
  const { reference, deciderId, now } = decision;
  const { learnerId, id } = reference;
  const waiting = await readWaiting(tx, decision);
  if (!(await readConsent(tx, learnerId)).isCurrent) throw new Refusal('consent_missing');
  const isChange = waiting.state === 'waiting_second';
  const clerkId = isChange ? waiting.clerkId : deciderId;
  const secondId = isChange ? deciderId : null;
  const at = new Date(now.wallMs);
  await tx`update face_reference set state = 'replaced' where learner_id = ${learnerId} and state = 'active'`;
  if (isChange) {
    await tx`update face_reference set state = 'active', compared = 'witness', second_id = ${secondId}, second_at = ${at}
      where learner_id = ${learnerId} and id = ${id}`;
  } else {
    await tx`update face_reference set state = 'active', compared = 'witness', clerk_id = ${clerkId}, clerk_at = ${at}
      where learner_id = ${learnerId} and id = ${id}`;
  }
  await queueDuplicateSearch(tx, id);
  if (waiting.modelId !== todaysModelId && !(await isRenewing(tx))) await allowAnother(tx, decision);
  const { challengeId, modelId, distance } = waiting;
  const enrolled: FaceEvent = {
    ...{ kind: 'face_enrolled', fence: 0, referenceId: id, challengeId, modelId, compared: 'witness' },
    ...{ sha256: waiting.sha256.toString('hex'), distance, clerkId, secondId },
  };
  return { events: [enrolled] };
}

/** Does not confirm a waiting face; the learner may take another one, of a change the face before stays. */
export async function refuseReference(
  tx: SqlTx,
  decision: ReferenceDecision,
): Promise<{ events: FaceEvent[] }> {
  const { learnerId, id } = decision.reference;
  const { state } = await readWaiting(tx, decision);
  const at = new Date(decision.now.wallMs);
  await (state === 'waiting_second'
    ? tx`update face_reference set state = 'refused', second_id = ${decision.deciderId}, second_at = ${at}
        where learner_id = ${learnerId} and id = ${id}`
    : tx`update face_reference set state = 'refused', clerk_id = ${decision.deciderId}, clerk_at = ${at}
        where learner_id = ${learnerId} and id = ${id}`);
  return { events: [] };
}
