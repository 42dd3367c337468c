import { describe, expect, it } from 'vitest';
import { drawAgainS, judgeLoad, loadMax, type Load } from '../../app/study/judge-load.ts';

const calm: Load = { lagMs: 0, oldestBeatMs: 0, inLine: 0 };
const keys = Object.keys(loadMax) as (keyof Load)[];

describe('whether one more learner may begin', () => {
  it.each(keys)('a process at its %s is open, above it full', (key) => {
    expect(judgeLoad({ ...calm, [key]: loadMax[key] }, false)).toBe('open');
    expect(judgeLoad({ ...calm, [key]: loadMax[key] + 1 }, false)).toBe('full');
  });

  it.each(keys)('once full by its %s it opens again at the half, not before', (key) => {
    expect(judgeLoad({ ...calm, [key]: loadMax[key] * 0.6 }, true)).toBe('full');
    expect(judgeLoad({ ...calm, [key]: loadMax[key] * 0.5 }, true)).toBe('open');
  });

  it('who is sent away comes again between 3 and 9 s, each second as likely', () => {
    const drawn = Array.from({ length: 700 }, (_, i) => drawAgainS(i / 700));
    const counts = new Map<number, number>();
    for (const s of drawn) counts.set(s, (counts.get(s) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(counts.values())).toEqual(new Set([100]));
  });
});
