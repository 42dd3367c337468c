import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extend, leastMs, planStep, remainingMs } from '../../app/presence/challenge/challenge-time.ts';
import { challengeOrders, drawChallenge, drawWait } from '../../app/presence/challenge/draw-challenge.ts';
import { framesMax, framesMin } from '../../app/presence/challenge/face.wire.ts';
import { secureDraw } from '../../app/study/draw.server.ts';

// P007, D03: what is asked is drawn anew each time, and nobody can ask for it ahead of its time.

const drawn = Array.from({ length: 4_000 }, () => drawChallenge(secureDraw.drawInt, 'lesson'));

it('three actions, no equal neighbours, a turn and a blink in each', () => {
  for (const actions of drawn) {
    const kinds = actions.map(({ action }) => action);
    expect(kinds).toHaveLength(3);
    expect(kinds.filter((kind, i) => kind === kinds[i - 1])).toEqual([]);
    expect(kinds).toContain('blink');
    expect(kinds.some((kind) => kind.startsWith('turn'))).toBe(true);
  }
});

it('every order comes, none much more often than another', () => {
  const counts = new Map<string, number>();
  for (const actions of drawn) {
    const order = actions.map(({ action }) => action).join(' ');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(challengeOrders).toHaveLength(10);
  expect([...counts.keys()].sort()).toEqual(challengeOrders.map((order) => order.join(' ')).sort());
  // 400 expected each, standard deviation 19.
  for (const [order, count] of counts) expect(Math.abs(count - 400), order).toBeLessThan(115);
});

it('enrolment asks for all three poses, in any order', () => {
  const asked = Array.from({ length: 1_200 }, () => drawChallenge(secureDraw.drawInt, 'enrolment'));
  const orders = asked.map((actions) => actions.map(({ action }) => action).join(' '));
  expect(new Set(orders).size).toBe(6);
  for (const actions of asked)
    expect(actions.map(({ action }) => action).sort()).toEqual(['blink', 'turn_left', 'turn_right']);
});

it('holds, blinks and waits stay inside their bounds and reach them', () => {
  const holds = drawn.flat().flatMap((one) => (one.action === 'blink' ? [] : [one.holdMs]));
  expect(Math.min(...holds)).toBeGreaterThanOrEqual(600);
  expect(Math.max(...holds)).toBeLessThanOrEqual(1_500);
  expect(Math.max(...holds) - Math.min(...holds)).toBeGreaterThan(800);
  const blinks = drawn.flat().flatMap((one) => (one.action === 'blink' ? [one.times] : []));
  expect([...new Set(blinks)].sort()).toEqual([1, 2, 3]);
  const waits = Array.from({ length: 4_000 }, () => drawWait(secureDraw.drawInt));
  expect([Math.min(...waits) >= 300, Math.max(...waits) <= 1_500]).toEqual([true, true]);
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(1_000);
});

it('the frames that a guide takes of any challenge fit between the fewest and the most', () => {
  for (const actions of drawn) {
    // Three before, then straight and twice turned, or straight and each lid closed and open.
    const most = actions.reduce((sum, one) => sum + (one.action === 'blink' ? 1 + 2 * one.times : 3), 3);
    expect(most).toBeGreaterThanOrEqual(framesMin);
    expect(most).toBeLessThanOrEqual(framesMax);
  }
});

describe('time', () => {
  const asked = { wallMs: 1_000_000, monoMs: 5_000, boot: 'a' };
  const time = { asked, answerMs: 45_000, extensions: 0 };
  const after = (ms: number) => ({ ...asked, wallMs: asked.wallMs + ms, monoMs: asked.monoMs + ms });

  it('runs by the monotonic clock: a wall clock set back gives none', () => {
    expect(remainingMs(time, after(44_999))).toBe(1);
    expect(remainingMs(time, after(45_000))).toBe(0);
    expect(remainingMs(time, { ...after(60_000), wallMs: 0 })).toBe(0);
  });

  it('each extension adds the first time once more', () => {
    const once = extend(time);
    expect(once).toEqual({ answerMs: 90_000, extensions: 1 });
    expect(extend({ asked, ...once })).toEqual({ answerMs: 135_000, extensions: 2 });
  });

  it('no action is shown before the one before it can be over, and none is skipped', () => {
    const arbitrary = fc.record({
      draws: fc.infiniteStream(fc.nat(1_000_000)),
      atMs: fc.nat(20_000),
      step: fc.integer({ min: 1, max: 3 }),
      shown: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ draws, atMs, step, shown }) => {
        const actions = drawChallenge((below) => (draws.next().value ?? 0) % below, 'control');
        const shownMs = Array.from({ length: shown }, (_, i) => 1_000 + i * 4_000);
        const plannedMs = planStep(actions, shownMs, step, atMs, 700);
        if (step <= shown) return plannedMs === shownMs[step - 1];
        if (step > shown + 1) return plannedMs === null;
        const before = actions[step - 2];
        const freeMs = before ? (shownMs[step - 2] ?? 0) + leastMs(before) : 0;
        return atMs < freeMs ? plannedMs === null : plannedMs === atMs + 700;
      }),
    );
  });
});
