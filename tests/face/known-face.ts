import { randomBytes, randomUUID } from 'node:crypto';
import { hashToken } from '../../app/identity/hash-token.server.ts';
import { parseSessionCookie } from '../../app/identity/session-cookie.ts';
import { consentVersion } from '../../app/identity/consent-version.ts';
import { modelId } from '../../app/presence/engine/models.ts';
import type {
  ChallengePurpose,
  ChallengeReason,
  ChallengeState,
  ReferenceState,
} from '../../app/presence/face-state.ts';
import type { Sql } from '../../db/client.ts';

// Rows as the face check leaves them, for tests of what comes after it.

/** The hash of the sign-in behind a Cookie header. */
export function sessionHashOf(cookie: string): Buffer {
  return hashToken(parseSessionCookie(cookie, false) ?? '');
}

/** A word about face data, as the learner's own page writes it. */
export async function sayConsent(sql: Sql, learnerId: string, action: 'given' | 'declined' | 'withdrawn') {
  await sql`insert into face_consent (learner_id, action, version, channel, user_agent, at)
    values (${learnerId}, ${action}, ${consentVersion}, 'own_device', 'test', ${new Date()})`;
}

/** A face that was enrolled yesterday; `challengeId`: in which check. */
export async function putReference(
  sql: Sql,
  learnerId: string,
  state: ReferenceState,
  challengeId: string = randomUUID(),
): Promise<string> {
  const id = randomUUID();
  await sql`insert into face_reference (learner_id, id, state, challenge_id, model_id, blob, sha256, created_at)
    values (${learnerId}, ${id}, ${state}, ${challengeId}, ${modelId}, 'none', ${randomBytes(32)}, ${new Date(Date.now() - 86_400_000)})`;
  return id;
}

/** A judged challenge of this sign-in; `agoMs` before now. Answers its id. */
export async function putChallenge(
  sql: Sql,
  learnerId: string,
  sessionHash: Buffer,
  more: {
    purpose?: ChallengePurpose;
    state?: ChallengeState;
    agoMs?: number;
    controlId?: string | null;
    reason?: ChallengeReason;
  } = {},
): Promise<string> {
  const { state = 'passed', agoMs = 0, controlId = null, reason = 'sitting' } = more;
  const id = randomUUID();
  const atMs = Date.now() - agoMs;
  await sql`insert into face_challenge (learner_id, id, purpose, reason, session_hash, control_id, attempt, actions,
      nonce, asked_wall_ms, asked_mono_ms, asked_boot, answer_ms, state, judged_at)
    values (${learnerId}, ${id}, ${more.purpose ?? (controlId ? 'control' : 'lesson')}, ${reason}, ${sessionHash}, ${controlId}, 1,
      '[]'::jsonb, ${randomBytes(32)}, ${atMs - 20_000}, 0, 'boot', 45000, ${state}, ${new Date(atMs)})`;
  return id;
}
