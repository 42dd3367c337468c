import { describe, expect, it } from 'vitest';
import { drawAgainS, judgeLoad, lateFrom, lineMax, type Load } from '../../app/study/judge-load.ts';

const calm: Load = { lagMs: 0, oldestBeatMs: 0, inLine: 0 };
const keys = Object.keys(lateFrom) as (keyof typeof lateFrom)[];
const late = (more: Partial<Load>, wasLate: boolean) => judgeLoad({ ...calm, ...more }, wasLate).isLate;
const full = (more: Partial<Load>) => judgeLoad({ ...calm, ...more }, false).isFull;

describe('whether one more learner may begin', () => {
  it.each(keys)('a process at its %s is in time, above it late, and late until the half', (key) => {
    expect(late({ [key]: lateFrom[key] }, false)).toBe(false);
    expect(late({ [key]: lateFrom[key] + 1 }, false)).toBe(true);
    expect(late({ [key]: lateFrom[key] * 0.6 }, true)).toBe(true);
    expect(late({ [key]: lateFrom[key] * 0.5 }, true)).toBe(false);
  });

  it('a class that begins together waits in line; where the process is late only few do', () => {
    expect(full({ inLine: lineMax.inTime - 1 })).toBe(false);
    expect(full({ inLine: lineMax.inTime })).toBe(true);
    expect(full({ inLine: lineMax.late, lagMs: lateFrom.lagMs + 1 })).toBe(true);
    expect(full({ inLine: lineMax.late, oldestBeatMs: lateFrom.oldestBeatMs + 1 })).toBe(true);
    expect(full({ inLine: lineMax.late - 1, lagMs: 10_000, oldestBeatMs: 10_000 })).toBe(false);
  });

  it('who is sent away comes again between 3 and 9 s, each second as likely', () => {
    const drawn = Array.from({ length: 700 }, (_, i) => drawAgainS(i / 700));
    const counts = new Map<number, number>();
    for (const s of drawn) counts.set(s, (counts.get(s) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(counts.values())).toEqual(new Set([100]));
  });
});
