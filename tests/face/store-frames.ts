import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readLearnerKey, sealForLearner } from '../../app/identity/learner-key.server.ts';
import type { ClockReading } from '../../app/platform/clock.ts';
import type { House } from '../../app/platform/house.server.ts';
import { pictureFolders, picturePurpose } from '../../app/presence/review/picture-purpose.ts';
import { makePhotograph } from '../cheats/make-photograph.ts';

/**
 * A challenge with three sealed frames where the product keeps them, asked at `asked` and judged then unless it
 * `expired` or was left `asked`. Answers its id.
 */
export async function storeFrames(
  house: House,
  learnerId: string,
  asked: ClockReading,
  state: 'passed' | 'failed' | 'expired' | 'asked' = 'passed',
): Promise<string> {
  const id = randomUUID();
  const key = await readLearnerKey(house.sql, house.masterKey, learnerId);
  if (!key) throw new Error('the learner has no key');
  const isJudged = state === 'passed' || state === 'failed';
  await house.sql`insert into face_challenge ${house.sql({
    ...{ learner_id: learnerId, id, purpose: 'lesson', reason: 'sitting', session_hash: Buffer.alloc(32) },
    ...{ attempt: 1, actions: house.sql.json([]), nonce: randomBytes(32), answer_ms: 45_000, state },
    ...{ asked_wall_ms: asked.wallMs, asked_mono_ms: asked.monoMs, asked_boot: asked.boot },
    judged_at: isJudged ? new Date(asked.wallMs) : null,
  })}`;
  for (const seq of [0, 1, 2]) {
    const jpeg = await makePhotograph(Math.floor(Math.random() * 1e6), 480, 360);
    const sha256 = createHash('sha256').update(jpeg).digest();
    const blob = `${pictureFolders.frames(learnerId, id)}/${seq}`;
    await house.blobs.put(blob, sealForLearner(key, picturePurpose.frame(id, seq), jpeg));
    await house.sql`insert into face_frame ${house.sql({
      ...{ learner_id: learnerId, challenge_id: id, seq, arrived_ms: seq * 500, blob, sha256 },
      ...{
        upload_sha256: createHash('sha256').update(`${id}:${seq}`).digest(),
        likeness: '0123456789abcdef',
      },
    })}`;
  }
  return id;
}
