import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { faceDistance, faceThresholds, type Embedded } from '../../app/presence/engine/compare-faces.ts';
import { decodeFrame } from '../../app/presence/engine/decode-frame.server.ts';
import { createFaceEngine, type FaceEngine } from '../../app/presence/engine/face-engine.server.ts';
import { acceptAt, equalErrorRate, errorsAt, wilson, type Pairs } from './error-rates.ts';
import { openPhotograph, peopleInPhotograph, sameWoman } from './photographs.ts';

/** Photographs of people, several of each, that are not part of the project; the file's name tells the person. */
const folder = '../shared/faces';
const hasFolder = existsSync(folder);

type Known = Embedded & { person: string };

let engine: FaceEngine;
beforeAll(async () => void (engine = await createFaceEngine()));

/** Distances of all pairs of photographs. */
function pairUp(photographs: readonly Known[]): Pairs {
  const pairs: Pairs = { genuine: [], impostor: [] };
  for (const [i, a] of photographs.entries())
    for (const b of photographs.slice(i + 1))
      pairs[a.person === b.person ? 'genuine' : 'impostor'].push(faceDistance(a, b));
  return pairs;
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

/** Prints what was measured: how many pairs, how often right, and how sure that is. */
function tell(name: string, pairs: Pairs): void {
  const { genuine, impostor } = pairs;
  console.log(`${name}: ${genuine.length} pairs of one person, ${impostor.length} of two`);
  console.log(`  equal errors ${percent(equalErrorRate(pairs))}`);
  for (const far of [0.01, 0.001]) {
    const { accepted, tar, threshold } = acceptAt(pairs, far);
    const { low, high } = wilson(accepted, genuine.length);
    console.log(
      `  TAR at FAR ${far}: ${percent(tar)} (${accepted} of ${genuine.length}; 95 %: ${percent(low)} to ${percent(high)}), ` +
        `threshold ${threshold.toFixed(3)}`,
    );
  }
  for (const [kind, threshold] of Object.entries(faceThresholds)) {
    const { falseAccepts, falseRejects } = errorsAt(pairs, threshold);
    const { high } = wilson(falseAccepts, impostor.length);
    console.log(
      `  ${kind} ${threshold}: ${falseRejects} of ${genuine.length} of one person above, ` +
        `${falseAccepts} of ${impostor.length} of two below (95 %: at most ${percent(high)})`,
    );
  }
}

async function readFolder(): Promise<Known[]> {
  const known: Known[] = [];
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.jpg'))
    .sort()) {
    const picture = await decodeFrame(await readFile(join(folder, name)));
    const { faces } = engine.observe(picture);
    expect(faces, `one face in ${name}`).toHaveLength(1);
    known.push({ ...faces[0]!, person: name.replace(/_[^_]*$/, '') });
  }
  return known;
}

/** The folder is no part of the project: where it is missing, the test after this one says so. */
if (hasFolder)
  test('of one person in two photographs 99 % are let through where 1 % of strangers are', async () => {
    const known = await readFolder();
    expect(known.length).toBeGreaterThanOrEqual(80);
    const pairs = pairUp(known);
    tell(folder, pairs);
    expect(acceptAt(pairs, 0.01).tar).toBeGreaterThanOrEqual(0.99);
    expect(equalErrorRate(pairs)).toBeLessThanOrEqual(0.012);
    // At the product's own thresholds: hardly a stranger matches, and few are sent away from their own account.
    const { match, review } = faceThresholds;
    expect(errorsAt(pairs, match).falseAccepts / pairs.impostor.length).toBeLessThanOrEqual(0.002);
    expect(errorsAt(pairs, review).falseRejects / pairs.genuine.length).toBeLessThanOrEqual(0.02);
  });

test('in the photographs of the package the one person matches herself and nobody else', async () => {
  if (!hasFolder) console.log(`${folder} is not there: error rates need several photographs of many people.`);
  const known: Known[] = [];
  for (const photograph of Object.keys(peopleInPhotograph).map(Number)) {
    const { faces } = engine.observe(await openPhotograph(photograph), { embed: 'all' });
    for (const [i, face] of faces.entries()) {
      const isSame = sameWoman.some(
        (one) => one.photograph === photograph && Math.abs(one.leftPx - face.box.x) < 40,
      );
      known.push({ ...face, person: isSame ? 'the same woman' : `${photograph}-${i}` });
    }
  }
  const pairs = pairUp(known);
  tell('photographs of the package', pairs);
  expect(pairs.genuine).toHaveLength(1);
  expect(errorsAt(pairs, faceThresholds.match)).toEqual({ falseAccepts: 0, falseRejects: 0 });
});

test('the error rates are counted right', () => {
  const pairs: Pairs = { genuine: [0.1, 0.2, 0.3, 0.6], impostor: [0.4, 0.5, 0.7, 0.8] };
  expect(acceptAt(pairs, 0)).toEqual({ threshold: 0.4, accepted: 3, tar: 0.75 });
  expect(acceptAt(pairs, 0.5)).toEqual({ threshold: 0.7, accepted: 4, tar: 1 });
  expect(errorsAt(pairs, 0.5)).toEqual({ falseAccepts: 2, falseRejects: 1 });
  expect(equalErrorRate(pairs)).toBe(0.25);
  const { low, high } = wilson(98, 100);
  expect(low).toBeCloseTo(0.93, 2);
  expect(high).toBeCloseTo(0.9945, 3);
});
