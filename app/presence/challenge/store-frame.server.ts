import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import { readLearnerKey, sealForLearner } from '../../identity/learner-key.server.ts';
import { elapsedMs, type ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { checkFrame, type Frame } from './check-frame.server.ts';
import { framesMax, type FrameTaken } from './face.wire.ts';
import { pictureFolders, picturePurpose } from '../review/picture-purpose.ts';
import { readChallengeRow, requireOpen } from './read-challenge-row.server.ts';
import type { Sitter } from '../require-face.server.ts';

/** One upload: whose, for which challenge, which in the row, and its code. */
export type FrameUpload = Sitter & {
  challengeId: string;
  seq: number;
  /** HMAC-SHA-256 under the nonce over `<seq>:<SHA-256 of the bytes>`, hex. */
  code: string;
  bytes: Buffer;
};

/** Whether who sent these bytes had this challenge's nonce, for this place in the row. In constant time (D03). */
function requireCode({ seq, code, bytes }: FrameUpload, nonce: Buffer): void {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const right = createHmac('sha256', nonce).update(`${seq}:${digest}`).digest();
  const given = /^[0-9a-f]{64}$/.test(code) ? Buffer.from(code, 'hex') : Buffer.alloc(32);
  if (!timingSafeEqual(given, right)) throw new Refusal('frame_wrong');
}

/** How many frames are held, if this very one is among them: then its retry gets the same answer (I9). */
async function findHeld(sql: Sql | SqlTx, upload: FrameUpload, frame: Frame): Promise<number | null> {
  const rows = await sql<{ seq: number; same: boolean }[]>`
    select seq, upload_sha256 = ${frame.uploadSha256} as same from face_frame
    where learner_id = ${upload.learnerId} and challenge_id = ${upload.challengeId}`;
  const held = rows.find(({ seq }) => seq === upload.seq);
  if (!held) return null;
  if (!held.same) throw new Refusal('frame_twice');
  return rows.length;
}

async function insertFrame(
  tx: SqlTx,
  { learnerId, challengeId, seq }: FrameUpload,
  frame: Frame,
  arrivedMs: number,
): Promise<{ held: number; blob: string }> {
  const [row] = await tx<{ held: number; last: number | null }[]>`
    select count(*)::int as held, max(seq) as last from face_frame
    where learner_id = ${learnerId} and challenge_id = ${challengeId}`;
  const { held = 0, last = null } = row ?? {};
  if (seq <= (last ?? -1) || held >= framesMax) throw new Refusal('frame_wrong');
  const blob = `${pictureFolders.frames(learnerId, challengeId)}/${seq}`;
  const { sha256, uploadSha256, likeness } = frame;
  const stored = await tx`insert into face_frame ${tx({
    ...{ learner_id: learnerId, challenge_id: challengeId, seq, arrived_ms: arrivedMs, blob },
    ...{ sha256, upload_sha256: uploadSha256, likeness },
  })} on conflict (upload_sha256) do nothing returning seq`;
  if (stored.length === 0) throw new Refusal('frame_twice');
  return { held: held + 1, blob };
}

/**
 * Takes one frame of a challenge as it comes (D03, D04): only for an open challenge, with its code, each place in the
 * row once and in order, bytes that nobody has sent before. `now`: when it had arrived. Throws `challenge_gone`,
 * `frame_*`, `picture_*`, `consent_missing`.
 */
export async function storeFrame(house: House, upload: FrameUpload, now: ClockReading): Promise<FrameTaken> {
  const { learnerId, challengeId, seq } = upload;
  const challenge = await readChallengeRow(house.sql, learnerId, challengeId);
  requireOpen(challenge, upload, now);
  requireCode(upload, challenge.nonce);
  const frame = await checkFrame(upload.bytes);
  const again = await findHeld(house.sql, upload, frame);
  if (again !== null) return { seq, held: again };
  const key = await readLearnerKey(house.sql, house.masterKey, learnerId);
  if (!key) throw new Refusal('consent_missing');
  const held = await house.sql.begin(async (tx) => {
    const locked = await readChallengeRow(tx, learnerId, challengeId, true);
    requireOpen(locked, upload, now);
    const held = await findHeld(tx, upload, frame);
    if (held !== null) return held;
    const stored = await insertFrame(tx, upload, frame, elapsedMs(locked.time.asked, now));
    const sealed = sealForLearner(key, picturePurpose.frame(challengeId, seq), frame.jpeg);
    await house.blobs.put(stored.blob, sealed);
    return stored.held;
  });
  return { seq, held };
}
