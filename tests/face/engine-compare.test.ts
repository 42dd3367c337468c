import { expect, test } from 'vitest';
import {
  distanceToPerson,
  faceDistance,
  faceThresholds,
  judgeDistance,
} from '../../app/presence/engine/compare-faces.ts';

const face = (embedding: number[], embeddingWide: number[]) => ({ embedding, embeddingWide });

test('the distance is the mean of the one net’s and 0.6 times the other’s at length one', () => {
  const a = face([0, 0], [2, 0]);
  const b = face([0.3, 0.4], [0, 5]);
  expect(faceDistance(a, b)).toBeCloseTo((0.5 + 0.6 * Math.SQRT2) / 2, 9);
  expect(faceDistance(b, a)).toBeCloseTo(faceDistance(a, b), 12);
  expect(faceDistance(a, a)).toBe(0);
});

test('a face without numbers is never compared: nothing would be like everybody', () => {
  expect(() => faceDistance(face([], []), face([], []))).toThrow('cannot be compared');
  expect(() => faceDistance(face([1], [1]), face([1, 2], [1]))).toThrow('cannot be compared');
  expect(() => faceDistance(face([1], [0]), face([1], [1]))).toThrow('cannot be compared');
  expect(() => faceDistance(face([Number.NaN], [1]), face([1], [1]))).toThrow('cannot be compared');
});

test('up to 0.50 is a match, up to 0.55 a doubt, above it somebody else', () => {
  expect(faceThresholds).toEqual({ match: 0.5, review: 0.55 });
  expect([0, 0.5, 0.5001, 0.55, 0.5501, 3].map((distance) => judgeDistance(distance))).toEqual([
    'match',
    'match',
    'doubt',
    'doubt',
    'other',
    'other',
  ]);
  expect(judgeDistance(Number.NaN)).toBe('other');
});

test('a person is as near as the nearest template, of the same model set only', () => {
  const near = { modelId: 'a', ...face([0.1], [1]) };
  const far = { modelId: 'a', ...face([0.9], [1]) };
  expect(distanceToPerson(face([0], [1]), [far, near], 'a')).toBeCloseTo(0.05, 9);
  expect(() => distanceToPerson(face([0], [1]), [near, { ...far, modelId: 'b' }], 'a')).toThrow(
    'another model set',
  );
  expect(() => distanceToPerson(face([0], [1]), [], 'a')).toThrow('no template');
});
