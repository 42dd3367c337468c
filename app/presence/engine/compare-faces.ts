import type { FaceTemplate } from './observation.ts';

/** Distances up to `match` are the same person; up to `review` a person must look; above it is somebody else. */
export const faceThresholds = { match: 0.5, review: 0.55 } as const;

/** Brings the second net's distances to the scale of the first: the ratio of their distances at equal errors. */
const wideScale = 0.6;

/** What two faces are compared by; both must come from the same model set. */
export type Embedded = Pick<FaceTemplate, 'embedding' | 'embeddingWide'>;

/** `doubt` is never held against the learner by the machine: a person decides. */
export type Likeness = 'match' | 'doubt' | 'other';

/**
 * How unlike two faces are, 0 and up: the mean of the L2 distance of the 128 numbers and 0.6 times the L2 distance of
 * the 1024 numbers brought to length one. Throws if either face was not embedded: nothing is like everything (D01).
 */
export function faceDistance(a: Embedded, b: Embedded): number {
  const narrow = distance(a.embedding, b.embedding, 1, 1);
  const wide = distance(
    a.embeddingWide,
    b.embeddingWide,
    lengthOf(a.embeddingWide),
    lengthOf(b.embeddingWide),
  );
  const mean = (narrow + wideScale * wide) / 2;
  if (!Number.isFinite(mean)) throw new Error('A face without numbers cannot be compared.');
  return mean;
}

/** What a distance says. */
export function judgeDistance(
  distance: number,
  thresholds: { match: number; review: number } = faceThresholds,
): Likeness {
  if (distance <= thresholds.match) return 'match';
  return distance <= thresholds.review ? 'doubt' : 'other';
}

/** The least distance to any of a person's templates. Throws if one is of another model set, or there is none. */
export function distanceToPerson(
  face: Embedded,
  templates: readonly FaceTemplate[],
  modelId: string,
): number {
  if (templates.length === 0) throw new Error('There is no template to compare with.');
  if (templates.some((template) => template.modelId !== modelId))
    throw new Error('A template of another model set cannot be compared.');
  return Math.min(...templates.map((template) => faceDistance(face, template)));
}

function lengthOf(numbers: readonly number[]): number {
  return Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0));
}

/** L2 distance of a / aLength and b / bLength. */
function distance(a: readonly number[], b: readonly number[], aLength: number, bLength: number): number {
  if (a.length !== b.length || a.length === 0)
    throw new Error('Faces of unlike or missing numbers cannot be compared.');
  let sum = 0;
  for (const [i, value] of a.entries()) sum += (value / aLength - b[i]! / bLength) ** 2;
  return Math.sqrt(sum);
}
