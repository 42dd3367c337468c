import { expect, test } from 'vitest';
import {
  alignFace,
  fivePoints,
  narrowCropPx,
  narrowTargets,
  wideTargets,
} from '../../app/presence/engine/align-face.ts';
import { findCandidates, overlapOf, squareOf } from '../../app/presence/engine/find-candidates.ts';
import {
  fitSimilarity,
  scaleOf,
  squareAround,
  throughMap,
} from '../../app/presence/engine/fit-similarity.ts';
import type { MeshPoint } from '../../app/presence/engine/mesh-points.ts';
import { readLight } from '../../app/presence/engine/read-light.ts';
import { readPose } from '../../app/presence/engine/read-pose.ts';
import { warpPicture } from '../../app/presence/engine/warp-picture.ts';
import { plain } from './photographs.ts';

/** A mesh on which only what a test names has a place of its own. */
function meshWith(points: Record<number, MeshPoint>): MeshPoint[] {
  return Array.from({ length: 468 }, (_, id) => points[id] ?? [0, 0, 0]);
}

test('a crop finds its way back through turn, scale and shift, and never mirrors', () => {
  const targets = narrowTargets();
  const truth = squareAround([311.5, 207.25], 260, 0.4, narrowCropPx);
  const points = targets.map(([x, y]) => throughMap(truth, x, y));
  const map = fitSimilarity(points, targets);
  for (const [i, value] of truth.entries()) expect(map[i]).toBeCloseTo(value, 6);

  const mirrored = fitSimilarity(
    points.map(([x, y]) => [-x, y] as const),
    targets,
  );
  expect(mirrored[0] * mirrored[4] - mirrored[1] * mirrored[3]).toBeGreaterThan(0);
});

test('the layout of both crops is pinned: another scale tells persons apart worse', () => {
  const round = (points: readonly (readonly number[])[]) =>
    points.map((p) => p.map((v) => Number(v.toFixed(2))));
  expect(round(narrowTargets())).toEqual([
    [48.04, 43.94],
    [101.7, 43.64],
    [75.04, 74.45],
    [52.99, 105.87],
    [97.43, 105.62],
  ]);
  expect(round(wideTargets())).toEqual([
    [54.71, 68.14],
    [105.05, 67.86],
    [80.04, 96.77],
    [59.36, 126.24],
    [101.04, 126.01],
  ]);
});

test('a face of twice the size gives a crop of twice the scale around the same face', () => {
  const face = meshWith({ 4: [60, 70, 0], 61: [45, 90, 0], 291: [75, 90, 0] });
  for (const id of [33, 133, 159, 145]) face[id] = [40, 50, 0];
  for (const id of [263, 362, 386, 374]) face[id] = [80, 50, 0];
  const twice = face.map(([x, y, z]): MeshPoint => [2 * x, 2 * y, 2 * z]);
  const one = alignFace(face, narrowTargets());
  expect(scaleOf(alignFace(twice, narrowTargets()))).toBeCloseTo(2 * scaleOf(one), 9);
  const nose = fivePoints(face)[2]!;
  const found = throughMap(one, narrowTargets()[2]![0], narrowTargets()[2]![1]);
  expect(Math.hypot(found[0] - nose[0], found[1] - nose[1])).toBeLessThan(8);
});

test('warping interpolates, repeats the edge, averages what it shrinks and mirrors on demand', () => {
  const ramp = plain(64, 64, [0, 0, 0]);
  for (let i = 0; i < ramp.rgb.length; i++) ramp.rgb[i] = Math.floor(i / 3) % 64;
  const cut = (map: Parameters<typeof warpPicture>[1], sidePx: number) => {
    const pixels = new Float32Array(sidePx * sidePx * 3);
    warpPicture(ramp, map, { pixels, sidePx, at: 0, gain: 1 });
    return Array.from({ length: sidePx }, (_, x) => pixels[x * 3]);
  };
  expect(cut([1, 0, 10.25, 0, 1, 5], 4)).toEqual([10.25, 11.25, 12.25, 13.25]);
  expect(cut([1, 0, 62, 0, 1, 5], 4)).toEqual([62, 63, 63, 63]);
  expect(cut([-1, 0, 13, 0, 1, 5], 4)).toEqual([13, 12, 11, 10]);
  const shrunk = cut(squareAround([31.5, 31.5], 64, 0, 4), 4);
  expect(shrunk.map((value) => Number(value?.toFixed(3)))).toEqual([7.5, 23.5, 39.5, 55.5]);
});

test('a head turned to the right of the picture has a yaw above 0, one bent down a pitch above 0', () => {
  const head = (turn: number, bend: number, lean: number) => {
    const place = ([x, y, z]: MeshPoint): MeshPoint => {
      const turned: MeshPoint = [
        x * Math.cos(turn) - z * Math.sin(turn),
        y,
        x * Math.sin(turn) + z * Math.cos(turn),
      ];
      const [a, b, c] = turned;
      const bent: MeshPoint = [
        a,
        b * Math.cos(bend) - c * Math.sin(bend),
        b * Math.sin(bend) + c * Math.cos(bend),
      ];
      return [
        bent[0] * Math.cos(lean) - bent[1] * Math.sin(lean),
        bent[0] * Math.sin(lean) + bent[1] * Math.cos(lean),
        bent[2],
      ];
    };
    const front: Record<number, MeshPoint> = {
      33: [-40, -20, 0], 263: [40, -20, 0], 234: [-70, 0, 30], 454: [70, 0, 30], 10: [0, -90, 0], 152: [0, 90, 0], 4: [0, 0, -40],
    }; // prettier-ignore
    return meshWith(Object.fromEntries(Object.entries(front).map(([id, point]) => [id, place(point)])));
  };
  const degree = Math.PI / 180;
  const turned = head(20 * degree, 0, 0);
  expect(turned[4]![0]).toBeGreaterThan(0);
  expect(readPose(turned).yaw).toBeCloseTo(20, 6);
  const bent = head(0, 15 * degree, 0);
  expect(bent[4]![1]).toBeGreaterThan(0);
  expect(readPose(bent).pitch).toBeCloseTo(15, 6);
  expect(readPose(head(0, 0, 12 * degree)).roll).toBeCloseTo(12, 6);
});

test('of two boxes on one face the surer stays, and places are told in the pixels of the picture', () => {
  const square = squareOf({ rgb: new Uint8Array(0), width: 512, height: 256 }, 0);
  const scores = new Float32Array(512).fill(-9);
  const boxes = new Float32Array(512 * 16);
  const put = (place: number, score: number) => {
    scores[place] = score;
    boxes.set([0, 0, 40, 40], place * 16);
  };
  // Two places of the same cell (cell 136: the ninth of the ninth row), and one far from it.
  put(272, 3);
  put(273, 2);
  put(0, 1);
  const none = { scores: new Float32Array(0), boxes: new Float32Array(0) };
  const found = findCandidates([{ scores, boxes }, none], square, 0.5);
  expect(found.map(({ box }) => box)).toEqual([
    { x: 232, y: 104, width: 80, height: 80 },
    { x: -24, y: -152, width: 80, height: 80 },
  ]);
  expect(found[0]!.score).toBeCloseTo(1 / (1 + Math.exp(-3)), 6);
  expect(findCandidates([{ scores, boxes }, none], square, 0.95)).toHaveLength(1);
  expect(overlapOf({ x: 0, y: 0, width: 2, height: 2 }, { x: 1, y: 0, width: 2, height: 2 })).toBeCloseTo(
    1 / 3,
    9,
  );
});

test('light is luma: black, white, and half of each', () => {
  expect(readLight(plain(40, 30, [0, 0, 0]))).toEqual({ brightness: 0, contrast: 0 });
  expect(readLight(plain(40, 30, [255, 255, 255])).brightness).toBeCloseTo(255, 6);
  const half = plain(40, 30, [255, 255, 255]);
  half.rgb.fill(0, 0, half.rgb.length / 2);
  expect(readLight(half).brightness).toBeCloseTo(127.5, 6);
  expect(readLight(half).contrast).toBeCloseTo(127.5, 6);
  expect(readLight(plain(4, 4, [0, 255, 0])).brightness).toBeCloseTo(0.587 * 255, 6);
});
