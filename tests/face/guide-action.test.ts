import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gatherBaseline, type Baseline } from '../../app/presence/guide/gather-baseline.ts';
import { guideAction, watchAction } from '../../app/presence/guide/guide-action.ts';
import { isTooSlow } from '../../app/presence/guide/judge-pace.ts';
import { readFrame } from '../../app/presence/guide/read-frame.ts';
import type { GuideStep, Seen, WantedAction } from '../../app/presence/guide/seen.ts';

const calm: Seen = {
  faces: 1,
  facePx: 190,
  centred: true,
  tooDark: false,
  tooFar: false,
  tooNear: false,
  yaw: 0,
  eyeOpenness: 0.3,
  atMs: 0,
};
/** She holds her head a little to her left, and her eyes are narrow. */
const baseline: Baseline = { yaw: 5, eyeOpenness: 0.2 };
type Look = { yaw?: number; open?: number; faces?: 0 | 1 | 2 };

/** Steps for what is seen every 100 ms, relative to her baseline. */
function follow(wanted: WantedAction, looks: Look[]): GuideStep[] {
  let watch = watchAction(wanted);
  return looks.map(({ yaw = 0, open = 1, faces = 1 }, n) => {
    const seen = {
      ...calm,
      faces,
      atMs: n * 100,
      yaw: yaw + baseline.yaw,
      eyeOpenness: open * baseline.eyeOpenness,
    };
    const next = guideAction(watch, seen, baseline);
    watch = next.watch;
    return next.step;
  });
}

const ahead: Look = {};
const left = Array.from({ length: 6 }, () => ({ yaw: 20 }));
const right = Array.from({ length: 6 }, () => ({ yaw: -20 }));

test('a turn to the own left grabs the straight look and the turned one, and is done when it was held', () => {
  const steps = follow({ do: 'turn_left' }, [ahead, ahead, ...left]);
  expect(steps).toEqual(['grab', 'wait', 'wait', 'grab', 'wait', 'wait', 'wait', 'done']);
  expect(follow({ do: 'turn_right' }, [ahead, ...right])).toContain('done');
});

test('the other side, a shake, a small turn and a head that was turned before are no turn', () => {
  expect(follow({ do: 'turn_left' }, [ahead, ...right])).not.toContain('done');
  expect(follow({ do: 'turn_right' }, [ahead, ...left])).not.toContain('done');
  const shake = [{ yaw: 20 }, { yaw: 20 }, ahead, { yaw: 20 }, ahead, { yaw: 20 }];
  expect(follow({ do: 'turn_left' }, [ahead, ...shake])).not.toContain('done');
  expect(follow({ do: 'turn_left' }, [ahead, ...left.map(() => ({ yaw: 10 }))])).not.toContain('done');
  expect(follow({ do: 'turn_left' }, left)).not.toContain('grab');
});

test.each([1, 2, 3])('%i blinks: every closed and every open eye is grabbed', (times) => {
  const shut = { open: 0.4 };
  const blinks = Array.from({ length: times }, () => [shut, shut, ahead]).flat();
  const steps = follow({ do: 'blink', times }, [ahead, ...blinks, ahead]);
  expect(steps.filter((step) => step !== 'wait')).toHaveLength(1 + 2 * times);
  expect(steps.indexOf('done')).toBe(3 * times);
  expect(follow({ do: 'blink', times }, [ahead, ...blinks.slice(0, -3), ahead])).not.toContain('done');
});

test('narrowed eyes, and eyes of a turned head, are no blink', () => {
  expect(follow({ do: 'blink', times: 1 }, [ahead, { open: 0.7 }, ahead])).not.toContain('done');
  expect(follow({ do: 'blink', times: 1 }, [ahead, { open: 0.3, yaw: 20 }, ahead])).not.toContain('done');
});

test('whatever is seen, nothing is done while there is not one face, and nothing twice', () => {
  const look = fc.record({
    yaw: fc.integer({ min: -40, max: 40 }),
    open: fc.double({ min: 0, max: 1.4, noNaN: true }),
    faces: fc.constantFrom(0 as const, 1 as const, 2 as const),
  });
  const wanted = fc.constantFrom<WantedAction>(
    { do: 'turn_left' },
    { do: 'turn_right' },
    { do: 'blink', times: 2 },
  );
  fc.assert(
    fc.property(wanted, fc.array(look, { maxLength: 60 }), (action, looks) => {
      const steps = follow(action, looks);
      expect(steps.filter((step) => step === 'done').length).toBeLessThanOrEqual(1);
      for (const [n, step] of steps.entries()) if (step !== 'wait') expect(looks[n]?.faces).toBe(1);
      const done = steps.indexOf('done');
      if (done >= 0) expect(steps.slice(done + 1).every((step) => step === 'wait')).toBe(true);
    }),
  );
});

test('the baseline is her own first quiet second; a blink in it does not count', () => {
  let frames: Seen[] = [];
  let found: Baseline | null = null;
  for (let n = 0; !found && n < 40; n++) {
    const yaw = n < 10 ? (n % 2) * 20 : 7;
    const gathered = gatherBaseline(frames, {
      ...calm,
      yaw,
      eyeOpenness: n === 15 ? 0.05 : 0.25,
      atMs: n * 100,
    });
    frames = gathered.frames;
    found = gathered.baseline;
    if (n < 18) expect(found).toBeNull();
  }
  expect(found).toEqual({ yaw: 7, eyeOpenness: 0.25 });
  const second = { ...calm, faces: 2, atMs: 5_000 } as const;
  expect(gatherBaseline(frames, second)).toEqual({ frames: [], baseline: null });
});

test('a slow device knows her straight look too, from fewer frames', () => {
  let gathered: ReturnType<typeof gatherBaseline> = { frames: [], baseline: null };
  for (let n = 0; n < 4; n++) {
    expect(gathered.baseline).toBeNull();
    gathered = gatherBaseline(gathered.frames, { ...calm, atMs: n * 450 });
  }
  expect(gathered.baseline).toEqual({ yaw: 0, eyeOpenness: 0.3 });
});

test('a device is too slow when it is slow frame after frame, not once', () => {
  expect(isTooSlow([900, 800, 20, 20, 400, 20, 20, 20])).toBe(false);
  expect(isTooSlow([300, 300, 300, 300])).toBe(false);
  expect(isTooSlow([900, 300, 300, 300, 300, 300, 300, 300])).toBe(true);
});

/** A face of 478 points in a box given in shares of the picture. */
function face(left: number, top: number, width: number, height: number) {
  return Array.from({ length: 478 }, (_, n) => ({
    x: left + (width * (n % 22)) / 21,
    y: top + (height * Math.floor(n / 22)) / 21,
  }));
}

test.each([
  ['in the middle', [0.3, 0.2, 0.4, 0.6], { centred: true, tooFar: false, tooNear: false, facePx: 192 }],
  ['at the edge', [0, 0, 0.4, 0.6], { centred: false }],
  ['far away', [0.45, 0.4, 0.15, 0.2], { tooFar: true, facePx: 72 }],
  ['too near', [0, 0, 1, 1], { tooNear: true, facePx: 360 }],
] as const)('a face %s is told so', (_, [left, top, width, height], expected) => {
  const found = { widthPx: 480, heightPx: 360, brightness: 120, atMs: 0, poses: [] };
  const seen = readFrame({ ...found, faces: [face(left, top, width, height)] });
  expect({ ...seen, facePx: Math.round(seen.facePx) }).toMatchObject({
    faces: 1,
    tooDark: false,
    ...expected,
  });
  expect(readFrame({ ...found, brightness: 20, faces: [] })).toMatchObject({
    faces: 0,
    tooDark: true,
    facePx: 0,
  });
});
