import { describe, expect, it } from 'vitest';
import { compositeLimit, median, quantile, range } from '../../bench/ratio.ts';
import { summarise } from '../../bench/summarise.ts';

describe('the figures of a bench', () => {
  it('adds what one unit costs on both sides', () => {
    // 1/50,000 s and 1/200,000 s are 25 µs together.
    expect(compositeLimit(50_000, 200_000)).toBeCloseTo(40_000, 6);
    expect(compositeLimit(1_000, 1_000)).toBeCloseTo(500, 9);
  });

  it('takes the middle, whatever the order and number', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 1, 2, 3])).toBe(2.5);
    expect(range([3, -1, 7])).toEqual([-1, 7]);
    expect(() => median([])).toThrow('median of nothing');
  });

  it('finds the value that a share stays below', () => {
    const values = Array.from({ length: 200 }, (_, i) => 200 - i);
    expect([0, 0.5, 0.99, 1].map((share) => quantile(values, share))).toEqual([1, 101, 199, 200]);
    expect(() => quantile([], 0.5)).toThrow('quantile of nothing');
  });

  it('gives median and range of the ratio over the rounds', () => {
    const rounds = [
      { beats: 4_000, ratio: 0.4 },
      { beats: 9_000, ratio: 0.9 },
      { beats: 5_000, ratio: 0.5 },
    ];
    const { ratio, median: middle, range: ends } = summarise('beats', rounds);
    expect({ ratio, middle, ends }).toEqual({ ratio: 0.5, middle: 0.5, ends: [0.4, 0.9] });
  });
});
