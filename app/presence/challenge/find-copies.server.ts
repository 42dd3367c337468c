import type { Sql } from '../../../db/client.ts';
import { cropDifference } from './compare-crops.ts';
import { likenessDistance } from '../snapshot/compare-likeness.ts';
import { cutFace, type Size } from './cut-face.server.ts';
import type { FaceBox } from '../engine/observation.ts';
import type { PictureOpener } from '../review/open-picture.server.ts';
import { picturePurpose } from '../review/picture-purpose.ts';

/** A frame that may be a copy of an earlier picture. `box`: where its face is; null: there is none. */
export type FrameToTrace = { likeness: string; jpeg: Buffer; size: Size; box: FaceBox | null };

/** An earlier picture of anybody, sealed. */
type Earlier = { learnerId: string; purpose: string; likeness: string; blob: string };

/** Hashes farther apart are other pictures: one of four bands is equal up to here (migration 0003). */
const bitsMax = 3;
/** The nearest so many of a frame are opened and compared by their pixels. */
const openedMax = 4;
const foundMax = 4_000;

/** The digits of one band of a hash, as `likeness_band` reads them. */
function bandOf(likeness: string, band: number): string {
  return [0, 4, 8, 12].map((at) => likeness[band - 1 + at] ?? '').join('');
}

/** Pictures of everybody that share a band with any of these hashes, the learner's other challenges included (D03). */
async function findNear(sql: Sql, challengeId: string, likenesses: string[]): Promise<Earlier[]> {
  const [one, two, three, four] = [1, 2, 3, 4].map((band) => likenesses.map((hash) => bandOf(hash, band)));
  const frames = await sql<(Omit<Earlier, 'purpose'> & { challengeId: string; seq: number })[]>`
    select f.learner_id as "learnerId", f.challenge_id as "challengeId", f.seq, f.likeness, f.blob
    from face_frame f join face_challenge c on c.learner_id = f.learner_id and c.id = f.challenge_id
    where f.challenge_id <> ${challengeId} and c.frames_erased_at is null
      and (likeness_band(f.likeness, 1) = any(${one ?? []}::text[])
        or likeness_band(f.likeness, 2) = any(${two ?? []}::text[])
        or likeness_band(f.likeness, 3) = any(${three ?? []}::text[])
        or likeness_band(f.likeness, 4) = any(${four ?? []}::text[]))
    limit ${foundMax}`;
  const snapshots = await sql<(Omit<Earlier, 'purpose'> & { id: string })[]>`
    select s.learner_id as "learnerId", s.id, s.likeness, s.blob from snapshot s
    where s.erased_at is null
      and (likeness_band(s.likeness, 1) = any(${one ?? []}::text[])
        or likeness_band(s.likeness, 2) = any(${two ?? []}::text[])
        or likeness_band(s.likeness, 3) = any(${three ?? []}::text[])
        or likeness_band(s.likeness, 4) = any(${four ?? []}::text[]))
    limit ${foundMax}`;
  return [
    ...frames.map((f) => ({ ...f, purpose: picturePurpose.frame(f.challengeId, f.seq) })),
    ...snapshots.map((s) => ({ ...s, purpose: picturePurpose.snapshot(s.id) })),
  ];
}

/**
 * For each frame the least difference to an earlier picture of anybody (`cropDifference`); 1 when nothing is near. A
 * hash finds, pixels decide: a learner in her usual chair is no copy of herself.
 */
export async function findCopies(
  sql: Sql,
  open: PictureOpener,
  challengeId: string,
  frames: readonly FrameToTrace[],
): Promise<number[]> {
  const near = await findNear(
    sql,
    challengeId,
    frames.map(({ likeness }) => likeness),
  );
  const opened = new Map<string, Promise<Buffer | null>>();
  const openOnce = ({ learnerId, purpose, blob }: Earlier) => {
    const known = opened.get(blob) ?? open(learnerId, purpose, blob);
    opened.set(blob, known);
    return known;
  };
  const differences: number[] = [];
  for (const { likeness, jpeg, size, box } of frames) {
    let least = 1;
    const own = box && (await cutFace(jpeg, size, box));
    const nearest = near
      .map((earlier) => ({ earlier, bits: likenessDistance(likeness, earlier.likeness) }))
      .filter(({ bits }) => bits <= bitsMax)
      .sort((a, b) => a.bits - b.bits)
      .slice(0, openedMax);
    for (const { earlier } of own ? nearest : []) {
      const picture = await openOnce(earlier);
      const other = picture && box && (await cutFace(picture, size, box));
      if (own && other) least = Math.min(least, cropDifference(own, other));
    }
    differences.push(least);
  }
  return differences;
}
