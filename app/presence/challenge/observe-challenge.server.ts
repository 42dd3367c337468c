import type { Sql } from '../../../db/client.ts';
import { cropDifference } from './compare-crops.ts';
import { cutFace, readSize } from './cut-face.server.ts';
import { UndecodableFrame } from '../engine/decode-frame.server.ts';
import type { FacePool } from '../engine/face-pool.server.ts';
import type { FrameObservation } from '../engine/observation.ts';
import { findCopies, type FrameToTrace } from './find-copies.server.ts';
import type { FrameToJudge } from './judge-challenge.ts';
import type { PictureOpener } from '../review/open-picture.server.ts';
import { picturePurpose } from '../review/picture-purpose.ts';

/** A frame as the server saw it, with its bytes. */
export type FrameObserved = FrameToJudge & { jpeg: Buffer; sha256: Buffer };

type Row = { seq: number; arrivedMs: number; sha256: Buffer; likeness: string; blob: string };

/** What cannot be decoded shows nobody. */
const nothing: FrameObservation = { faces: [], brightness: 128, contrast: 0 };

async function see(pool: FacePool, jpeg: Buffer): Promise<FrameObservation> {
  try {
    return await pool.observe(jpeg);
  } catch (error) {
    if (error instanceof UndecodableFrame) return nothing;
    throw error;
  }
}

/** How much each frame's face differs from the same place of the frame before it; null for the first. */
async function compareNeighbours(frames: readonly FrameToTrace[]): Promise<(number | null)[]> {
  const changes: (number | null)[] = [];
  for (const [i, { jpeg, size, box }] of frames.entries()) {
    const before = frames[i - 1];
    const own = before && box && (await cutFace(jpeg, size, box));
    const other = before && box && (await cutFace(before.jpeg, size, box));
    changes.push(own && other ? cropDifference(own, other) : null);
  }
  return changes;
}

/** Sees all frames of a challenge, in their order. Null: they, or their key, are erased. */
export async function observeChallenge(
  sql: Sql,
  pool: FacePool,
  open: PictureOpener,
  { learnerId, id }: { learnerId: string; id: string },
): Promise<FrameObserved[] | null> {
  const rows = await sql<Row[]>`
    select seq, arrived_ms as "arrivedMs", sha256, likeness, blob from face_frame
    where learner_id = ${learnerId} and challenge_id = ${id} order by seq`;
  const jpegs = await Promise.all(
    rows.map(({ seq, blob }) => open(learnerId, picturePurpose.frame(id, seq), blob)),
  );
  if (jpegs.some((jpeg) => jpeg === null)) return null;
  const frames = await Promise.all(
    rows.map(async ({ seq, arrivedMs, sha256, likeness }, i) => {
      const jpeg = jpegs[i] ?? Buffer.alloc(0);
      const [seen, size] = await Promise.all([see(pool, jpeg), readSize(jpeg)]);
      return { seq, arrivedMs, sha256, likeness, jpeg, size, seen, box: seen.faces[0]?.box ?? null };
    }),
  );
  const [copies, changes] = [await findCopies(sql, open, id, frames), await compareNeighbours(frames)];
  return frames.map(({ seq, arrivedMs, sha256, jpeg, seen }, i) => ({
    ...{ seq, arrivedMs, sha256, jpeg, seen, copyDifference: copies[i] ?? 1, change: changes[i] ?? null },
  }));
}
