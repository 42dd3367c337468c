import { expect, test } from 'vitest';
import { drawGap } from '../../app/study/draw-gap.ts';
import { secureDraw } from '../../app/study/draw.server.ts';
import { studyRules } from '../../app/study/study-rules.ts';
import { defaultParameters } from '../../app/training/rule-profile.ts';
import { chiSquareLimit, chiSquareUniform } from './chance.ts';
import { SimulatedStudy } from './simulate-study.ts';

// C09: whoever learns the interval must not be able to appear only then (P006).

const schedules = 1_200;
const lessonMs = 600_000;
/** A fair draw is beyond this once in 100,000 runs. */
const rare = 4.265;
const rules = studyRules(defaultParameters, Number.MAX_SAFE_INTEGER);
const { controlGapMinMs: minMs, controlGapMaxMs: maxMs } = rules;
const bins = 20;

test('gaps drawn by the server are uniform over the band of 90 to 270 s', () => {
  const gaps = Array.from({ length: 20_000 }, () => drawGap(rules, secureDraw.drawInt));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(minMs);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(maxMs);
  expect(chiSquareUniform(gaps, minMs, maxMs, bins)).toBeLessThan(chiSquareLimit(bins - 1, rare));
});

test('one gap says nothing of the next', () => {
  const pairs = 20_000;
  const gaps = Array.from({ length: pairs + 1 }, () => drawGap(rules, secureDraw.drawInt));
  const mean = (minMs + maxMs) / 2;
  const variance = (maxMs - minMs) ** 2 / 12;
  const products = gaps.slice(1).map((gap, i) => ((gap - mean) * ((gaps[i] ?? 0) - mean)) / variance);
  const correlation = products.reduce((sum, product) => sum + product, 0) / pairs;
  expect(Math.abs(correlation)).toBeLessThan(rare / Math.sqrt(pairs));
});

/** Media positions at which an honest learner was asked. */
function askedAt(seed: number): number[] {
  const study = new SimulatedStudy(seed, lessonMs);
  study.playHonestly(2 * lessonMs);
  expect(study.state.progress.completed).toBe(true);
  return study.events.flatMap((event) =>
    event.kind === 'control_asked' && event.frontierMs < lessonMs ? [event.frontierMs] : [],
  );
}

test(`over ${schedules} whole lessons no stretch reaches 300 s and gaps fill the band evenly`, () => {
  const gaps: number[] = [];
  const firsts: number[] = [];
  for (let seed = 1; seed <= schedules; seed++) {
    const points = [0, ...askedAt(seed)];
    firsts.push(points[1] ?? 0);
    points.slice(1).forEach((point, i) => gaps.push(point - (points[i] ?? 0)));
  }
  expect(gaps.length).toBeGreaterThan(schedules * 2);
  expect(Math.max(...gaps)).toBeLessThan(300_000);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(maxMs);
  // Study time is what is drawn; the two seconds of each answer are part of it and hold no media.
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(minMs - 2_000);
  // The first of every lesson: long gaps are cut off by the end of a lesson, so only these are a fair sample.
  expect(chiSquareUniform(firsts, minMs, maxMs, bins)).toBeLessThan(chiSquareLimit(bins - 1, rare));
}, 120_000);

test('positive control: a timetable of every 180 s, jittered or not, is found out by the same statistics', () => {
  const jittered = Array.from({ length: schedules }, () => 170_000 + secureDraw.drawInt(20_001));
  expect(chiSquareUniform(jittered, minMs, maxMs, bins)).toBeGreaterThan(chiSquareLimit(bins - 1, rare));
});
