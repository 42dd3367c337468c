import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clipSpans,
  hoursPresent,
  hoursRecorded,
  hourWindows,
  joinSpans,
  secondsWithin,
  type Span,
  type TimedSession,
} from '../../app/training/in-person/count-hours.ts';
import { sumHours, type Presence, type SessionHeld } from '../../app/training/in-person/sum-hours.ts';

// P024, P032, P051, P052, P055: hours in person from times, in whole seconds, against a count second by second.

const second = fc.integer({ min: 0, max: 400 });
const span = fc.tuple(second, second) as fc.Arbitrary<Span>;
const spans = fc.array(span, { maxLength: 5 });
const session = (kind: 'theory' | 'practice' | null = null) =>
  fc
    .record({
      kind: kind === null ? fc.constantFrom('theory' as const, 'practice' as const) : fc.constant(kind),
      hours: fc.integer({ min: 1, max: 5 }),
      fromS: fc.integer({ min: 0, max: 100 }),
      length: fc.integer({ min: 5, max: 290 }),
      isMakeUp: fc.boolean(),
    })
    .map(({ length, ...one }): TimedSession => ({ ...one, toS: one.fromS + length }));

/** Second by second. */
const covered = (all: readonly Span[], at: number) => all.some(([from, to]) => from <= at && at < to);
const countCovered = (all: readonly Span[], [from, to]: Span) =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i).filter((at) => covered(all, at)).length;

describe('spans', () => {
  it('joined they are the same seconds, in order and apart', () => {
    fc.assert(
      fc.property(spans, second, (all, at) => {
        const joined = joinSpans(all);
        expect(covered(joined, at)).toBe(covered(all, at));
        for (const [i, [from, to]] of joined.entries()) {
          expect(from).toBeLessThan(to);
          if (i > 0) expect(from).toBeGreaterThan(joined[i - 1]?.[1] ?? Infinity);
        }
      }),
    );
  });

  it('clipped and counted as second by second', () => {
    fc.assert(
      fc.property(spans, span, (all, window) => {
        expect(secondsWithin(all, window)).toBe(countCovered(all, window));
        for (const [from, to] of clipSpans(all, window)) {
          expect(from).toBeGreaterThanOrEqual(window[0]);
          expect(to).toBeLessThanOrEqual(window[1]);
        }
      }),
    );
  });
});

describe('the class hours of a session', () => {
  it('lie end to end, whole seconds, and differ by a second at most', () => {
    fc.assert(
      fc.property(session(), (one) => {
        const windows = hourWindows(one);
        expect(windows).toHaveLength(one.hours);
        expect([windows[0]?.[0], windows.at(-1)?.[1]]).toEqual([one.fromS, one.toS]);
        const lengths = windows.map(([from, to]) => to - from);
        expect(lengths.every(Number.isInteger)).toBe(true);
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
        for (const [i, [from]] of windows.entries()) if (i > 0) expect(from).toBe(windows[i - 1]?.[1]);
      }),
    );
  });

  it('one counts for whoever was there for a class hour inside it; more time never takes one away', () => {
    fc.assert(
      fc.property(session(), spans, span, fc.integer({ min: 1, max: 120 }), (one, all, more, hourS) => {
        const present = hoursPresent(one, all, hourS);
        expect(present).toEqual(hourWindows(one).map((window) => countCovered(all, window) >= hourS));
        const longer = hoursPresent(one, [...all, more], hourS);
        expect(present.every((was, i) => !was || longer[i])).toBe(true);
      }),
    );
  });

  it('late by what the hour leaves is no loss, a second more loses that hour only', () => {
    const one = { kind: 'theory', hours: 2, fromS: 28_800, toS: 28_800 + 5_400, isMakeUp: false } as const;
    expect(hoursPresent(one, [[28_800 + 300, one.toS]], 2_400)).toEqual([true, true]);
    expect(hoursPresent(one, [[28_800 + 301, one.toS]], 2_400)).toEqual([false, true]);
  });
});

describe('recordings', () => {
  it('practice: one piece of 900 s in each hour, two shorter ones are none (P052)', () => {
    const one = { kind: 'practice', hours: 2, fromS: 0, toS: 5_400, isMakeUp: false } as const;
    expect(hoursRecorded(one, [[0, 900]])).toEqual([true, false]);
    expect(hoursRecorded(one, [[1, 900]])).toEqual([false, false]);
    const pieces: Span[] = [
      [0, 600],
      [600, 1_200],
    ];
    expect(hoursRecorded(one, pieces)).toEqual([false, false]);
    // Across the edge of two hours it is in neither for long enough.
    expect(hoursRecorded(one, [[1_900, 3_500]])).toEqual([false, false]);
    expect(hoursRecorded(one, [[1_800, 3_600]])).toEqual([true, true]);
  });

  it('theory and make-up lessons: every second (P051, P055)', () => {
    fc.assert(
      fc.property(session(), spans, (one, pieces) => {
        if (one.kind === 'practice' && !one.isMakeUp) return;
        const whole = countCovered(pieces, [one.fromS, one.toS]) === one.toS - one.fromS;
        expect(hoursRecorded(one, pieces)).toEqual(Array.from({ length: one.hours }, () => whole));
      }),
    );
    const one = { kind: 'theory', hours: 1, fromS: 0, toS: 2_400, isMakeUp: false } as const;
    expect(hoursRecorded(one, [[0, 2_400]])).toEqual([true]);
    expect(hoursRecorded(one, [[1, 2_400]])).toEqual([false]);
  });
});

const held = (id: string, change: Partial<SessionHeld> = {}): SessionHeld => ({
  ...{ id, day: '2026-03-02', kind: 'practice', hours: 4, fromS: 28_800, toS: 28_800 + 4 * 2_700 },
  ...{ makesUp: null, isMakeUp: false, isHeld: true, recordings: [[28_800, 28_800 + 4 * 2_700]] },
  ...change,
});
const whole: Presence = { spans: [[28_800, 28_800 + 4 * 2_700]], waiting: [], isNamed: true };
const makeUp = (id: string, change: Partial<SessionHeld> = {}) =>
  held(id, { day: '2026-03-09', makesUp: 'a', isMakeUp: true, ...change });

describe('the hours of a learner', () => {
  it('there and recorded: counted; nowhere yet: no rate', () => {
    expect(sumHours([held('a')], new Map([['a', whole]]), 2_400)).toEqual({
      ...{ theoryHours: 0, practiceHours: 4, withheld: [], attendancePct: 100 },
    });
    expect(sumHours([held('a', { isHeld: false })], new Map(), 2_400).attendancePct).toBeNull();
  });

  it('there and not recorded: withheld, and attended all the same', () => {
    const sum = sumHours([held('a', { recordings: [[28_800, 29_700]] })], new Map([['a', whole]]), 2_400);
    expect(sum).toMatchObject({ practiceHours: 1, attendancePct: 100 });
    expect(sum.withheld).toMatchObject([{ hours: 3, reason: 'recording' }]);
  });

  it('on a sheet that nobody has confirmed: withheld for the second person', () => {
    const waiting: Presence = { spans: [], waiting: whole.spans, isNamed: false };
    const sum = sumHours([held('a', { isHeld: false })], new Map([['a', waiting]]), 2_400);
    expect(sum).toMatchObject({ practiceHours: 0, attendancePct: null });
    expect(sum.withheld).toMatchObject([{ hours: 4, reason: 'witness' }]);
  });

  it('absent, then made up in full: all hours, the whole rate; made up without a whole recording: nothing yet', () => {
    const sessions = [held('a'), makeUp('b')];
    expect(sumHours(sessions, new Map([['b', whole]]), 2_400)).toMatchObject({
      ...{ practiceHours: 4, attendancePct: 100, withheld: [] },
    });
    const cut = sumHours(
      [held('a'), makeUp('b', { recordings: [[28_800, 30_000]] })],
      new Map([['b', whole]]),
      2_400,
    );
    expect(cut).toMatchObject({
      practiceHours: 0,
      attendancePct: 0,
      withheld: [{ hours: 4, reason: 'recording' }],
    });
    const stranger = new Map([['b', { ...whole, isNamed: false }]]);
    expect(sumHours(sessions, stranger, 2_400)).toMatchObject({
      ...{ practiceHours: 0, withheld: [{ hours: 4, reason: 'absent' }] },
    });
  });

  it('never more than the session had, no hour neither counted nor withheld, whole percent', () => {
    const presence = fc.record({ spans, waiting: spans, isNamed: fc.boolean() });
    const base = fc.tuple(session(), spans, fc.boolean(), presence);
    const lesson = fc.tuple(session(), spans, presence, fc.integer({ min: 0, max: 2 }));
    fc.assert(
      fc.property(
        fc.array(base, { minLength: 1, maxLength: 3 }),
        fc.array(lesson, { maxLength: 4 }),
        fc.integer({ min: 1, max: 60 }),
        (bases, lessons, hourS) => {
          const presences = new Map<string, Presence>();
          const all = bases.map(([one, recordings, isHeld, there], i): SessionHeld => {
            presences.set(`s${i}`, there);
            return { ...one, isMakeUp: false, makesUp: null, id: `s${i}`, day: 'd', recordings, isHeld };
          });
          const more = lessons.map(([one, recordings, there, of], i): SessionHeld => {
            presences.set(`m${i}`, there);
            const makesUp = `s${of % all.length}`;
            return { ...one, isMakeUp: true, makesUp, id: `m${i}`, day: 'd', recordings, isHeld: true };
          });
          const sum = sumHours([...all, ...more], presences, hourS);
          for (const kind of ['theory', 'practice'] as const) {
            const of = all.filter((one) => one.kind === kind && one.isHeld);
            const most = of.reduce((total, { hours }) => total + hours, 0);
            const counted = kind === 'theory' ? sum.theoryHours : sum.practiceHours;
            const left = sum.withheld
              .filter((one) => one.kind === kind && of.some(({ id }) => id === one.sessionId))
              .reduce((total, one) => total + one.hours, 0);
            expect(counted).toBeLessThanOrEqual(most);
            expect(counted + left).toBeGreaterThanOrEqual(most);
          }
          if (sum.attendancePct !== null) {
            expect(Number.isInteger(sum.attendancePct)).toBe(true);
            expect(sum.attendancePct).toBeGreaterThanOrEqual(0);
            expect(sum.attendancePct).toBeLessThanOrEqual(100);
          }
          const none = sumHours([...all, ...more], new Map(), hourS);
          expect([none.theoryHours, none.practiceHours]).toEqual([0, 0]);
        },
      ),
    );
  });
});
