import type { Sql, SqlTx } from '../../db/client.ts';
import type { ReferenceState } from '../presence/face-state.ts';

/** How far the learner's enrolment is. */
export type FaceStanding = {
  /** The confirmed face, frozen. */
  activeId: string | null;
  /** The model set that read it; null without one. */
  activeModelId: string | null;
  /** A face that waits for a witness, or for the second person of a change. Credit waits too. */
  waitingId: string | null;
  waitingFor: 'witness' | 'second' | null;
  /** A clerk has allowed a change and it was not taken yet. */
  changeAllowed: boolean;
  /** The newest face was not confirmed: she may take another one. */
  lastRefused: boolean;
};

/** Reads how far the learner's enrolment is; for the pages and for whoever asks an enrolment challenge. */
export async function readFaceStanding(sql: Sql | SqlTx, learnerId: string): Promise<FaceStanding> {
  const rows = await sql<{ id: string; state: ReferenceState; modelId: string }[]>`
    select id, state, model_id as "modelId" from face_reference where learner_id = ${learnerId} order by created_at desc, id`;
  const [change] = await sql<{ id: string }[]>`
    select id from face_change where learner_id = ${learnerId} and used_at is null limit 1`;
  const waiting = rows.find(({ state }) => state === 'waiting_witness' || state === 'waiting_second');
  const active = rows.find(({ state }) => state === 'active');
  return {
    activeId: active?.id ?? null,
    activeModelId: active?.modelId ?? null,
    waitingId: waiting?.id ?? null,
    waitingFor: waiting ? (waiting.state === 'waiting_witness' ? 'witness' : 'second') : null,
    changeAllowed: change !== undefined,
    lastRefused: rows[0]?.state === 'refused',
  };
}
