import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { totalHours, onlineMost, practiceLeast } from '../../app/training/plan/judge-hours.ts';
import { compareProof } from '../../app/training/proof/compare-proof.ts';
import {
  judgeRecognisedHours,
  keepsShares,
  type InPersonDelivered,
  type OnlineHour,
  type RecogniseRules,
} from '../../app/training/proof/judge-recognised-hours.ts';
import { limitProofTries, proofTryLimits } from '../../app/training/proof/limit-proof-tries.ts';
import { maskName } from '../../app/identity/mask-name.ts';
import { maskToLastFour, readLastFour } from '../../app/training/proof/mask-holder.ts';
import { defaultParameters } from '../../app/training/rule-profile.ts';
import { readProofNumber, writeProofNumber } from '../../app/evidence/proof-number.ts';

// P001, P033, P034 on delivered hours, in integers: for every plan, rule and delivery.

const pct = fc.integer({ min: 0, max: 100 });
const rules = fc
  .record({ online_theory_max_pct: pct, practical_min_pct: pct })
  .map((own): RecogniseRules => ({ ...defaultParameters, ...own }));
const count = fc.integer({ min: 0, max: 200 });
const plan = fc.record({ onlineTheory: count, inPersonTheory: count, practice: count });
const missing = fc.constantFrom<OnlineHour['missing']>(
  null,
  null,
  null,
  'study',
  'photograph',
  'face',
  'bureau',
  'refused',
);
const online = fc.array(fc.record({ missing }), { maxLength: 220 });
const held = (theoryHours: number, practiceHours: number, withheld: InPersonDelivered['withheld'] = []) => ({
  ...{ theoryHours, practiceHours, withheld },
});
const withheld = fc.array(
  fc.record({
    kind: fc.constantFrom('theory' as const, 'practice' as const),
    hours: fc.integer({ min: 1, max: 20 }),
    reason: fc.constantFrom('absent' as const, 'witness' as const, 'recording' as const),
  }),
  { maxLength: 8 },
);
const inPerson = fc.tuple(count, count, withheld).map(([t, p, w]) => held(t, p, w));
const full = (n: number): OnlineHour[] => Array.from({ length: n }, () => ({ missing: null }));

describe('recognised hours', () => {
  it('never exceed what was earned, the plan, or the online share of what was delivered', () => {
    fc.assert(
      fc.property(plan, rules, online, inPerson, (planned, own, hours, delivered) => {
        const judged = judgeRecognisedHours(planned, own, hours, delivered);
        const earned = hours.filter((hour) => hour.missing === null).length;
        expect(judged.onlineTheory).toBeLessThanOrEqual(Math.min(earned, planned.onlineTheory));
        expect(judged.practice).toBeLessThanOrEqual(Math.min(delivered.practiceHours, planned.practice));
        expect(judged.inPersonTheory).toBeLessThanOrEqual(delivered.theoryHours);
        expect(judged.total).toBeLessThanOrEqual(totalHours(planned));
        expect(judged.onlineTheory * 100 <= own.online_theory_max_pct * judged.total).toBe(true);
        if (judged.onlineTheory > 0) expect(keepsShares(judged, own)).toBe(true);
        if (judged.isComplete) {
          expect(keepsShares(judged, own)).toBe(true);
          expect(judged.total).toBe(totalHours(planned));
        }
      }),
    );
  });

  it('are the most online hours that keep the shares: one more would break one', () => {
    fc.assert(
      fc.property(plan, rules, inPerson, (planned, own, delivered) => {
        const judged = judgeRecognisedHours(planned, own, full(300), delivered);
        const due = Math.min(
          planned.onlineTheory,
          planned.onlineTheory + planned.inPersonTheory - judged.inPersonTheory,
        );
        const more = { ...judged, onlineTheory: judged.onlineTheory + 1 };
        if (judged.onlineTheory < due) expect(keepsShares(more, own)).toBe(false);
      }),
    );
  });

  it('tell every missing hour once, with its reason: nothing is lost unsaid', () => {
    fc.assert(
      fc.property(plan, rules, online, inPerson, (planned, own, hours, delivered) => {
        const { gaps, total } = judgeRecognisedHours(planned, own, hours, delivered);
        expect(gaps.reduce((sum, gap) => sum + gap.hours, 0)).toBe(totalHours(planned) - total);
        expect(gaps.every((gap) => gap.hours > 0)).toBe(true);
        expect(new Set(gaps.map(({ reason }) => reason)).size).toBe(gaps.length);
      }),
    );
  });

  it('grow with every hour that is delivered: practice never takes an online hour away, nothing shrinks the whole', () => {
    fc.assert(
      fc.property(plan, rules, online, inPerson, (planned, own, hours, delivered) => {
        const before = judgeRecognisedHours(planned, own, hours, delivered);
        const practised = judgeRecognisedHours(planned, own, hours, {
          ...delivered,
          practiceHours: delivered.practiceHours + 1,
        });
        const taught = judgeRecognisedHours(planned, own, hours, {
          ...delivered,
          theoryHours: delivered.theoryHours + 1,
        });
        const studied = judgeRecognisedHours(planned, own, [...hours, { missing: null }], delivered);
        expect(practised.onlineTheory).toBeGreaterThanOrEqual(before.onlineTheory);
        for (const after of [practised, taught, studied])
          expect(after.total).toBeGreaterThanOrEqual(before.total);
      }),
    );
  });

  it('a plan that keeps its rules and is wholly delivered is wholly recognised', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), rules, (total, own) => {
        const practice = practiceLeast(total, own);
        const onlineTheory = Math.max(0, onlineMost(total, own));
        const planned = { onlineTheory, practice, inPersonTheory: total - practice - onlineTheory };
        const judged = judgeRecognisedHours(
          planned,
          own,
          full(onlineTheory),
          held(planned.inPersonTheory, practice),
        );
        expect(judged).toMatchObject({ ...planned, isComplete: true, gaps: [] });
        // The whole theory in the classroom will do as well: who is not checked by camera is not shut out (P007).
        const seated = judgeRecognisedHours(
          planned,
          own,
          [],
          held(planned.inPersonTheory + onlineTheory, practice),
        );
        expect(seated.isComplete).toBe(true);
      }),
    );
  });

  test.each([
    ['16 of 40 with 24 of practice', 16, 24, 16],
    ['16 of 40 with 23 of practice', 16, 23, 15],
    ['16 of 40 with 12 of practice', 16, 12, 8],
    ['16 of 40 with nothing else', 16, 0, 0],
  ])('Henan, %s', (_, earned, practice, recognised) => {
    const planned = { onlineTheory: 16, inPersonTheory: 0, practice: 24 };
    const judged = judgeRecognisedHours(planned, defaultParameters, full(earned), held(0, practice));
    expect(judged).toMatchObject({ onlineTheory: recognised, onlineEarned: earned });
  });

  it('Jiaozuo: where practice is 65 %, practice sets the most, and its clause is named', () => {
    const own = {
      ...defaultParameters,
      practical_min_pct: 65,
      basis: { ...defaultParameters.basis, practical_min_pct: 'P034' },
    };
    const planned = { onlineTheory: 14, inPersonTheory: 0, practice: 26 };
    expect(judgeRecognisedHours(planned, own, full(14), held(0, 26)).isComplete).toBe(true);
    expect(judgeRecognisedHours(planned, own, full(14), held(0, 13)).gaps[0]).toEqual({
      ...{ reason: 'practice_share', hours: 7, clause: 'P034' },
    });
  });

  it('positive control: a share taken of the plan would give 16 hours for a class that never practised', () => {
    const naive = (earned: number, total: number) => Math.min(earned, Math.floor(total * 0.4));
    expect(naive(16, 40)).toBe(16);
  });
});

describe('numbers of proofs', () => {
  const number = fc
    .record({
      placeCode: fc.stringMatching(/^\d{6}$/),
      year: fc.integer({ min: 2024, max: 2099 }),
      serial: fc.integer({ min: 1, max: 9_999_999 }),
    })
    .map(writeProofNumber);

  it('every single wrong digit and every swap of neighbours is found; spaces and full-width digits are not wrong', () => {
    fc.assert(
      fc.property(number, fc.nat(17), fc.integer({ min: 1, max: 9 }), (right, place, more) => {
        expect(readProofNumber(right)).toBe(right);
        expect(readProofNumber(` ${right.toLowerCase().replaceAll('-', ' ')} `)).toBe(right);
        expect(
          readProofNumber(right.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))),
        ).toBe(right);
        const plain = [...right.replace(/[^\dX]|^ZX/g, '')].slice(-18);
        const digit = plain[place] ?? '';
        if (digit !== 'X') {
          const wrong = plain.with(place, String((Number(digit) + more) % 10)).join('');
          expect(readProofNumber(wrong)).toBeNull();
        }
        const next = plain[place + 1];
        if (next !== undefined && next !== digit && next !== 'X')
          expect(
            readProofNumber(
              plain
                .with(place, next)
                .with(place + 1, digit)
                .join(''),
            ),
          ).toBeNull();
      }),
    );
  });

  test.each(['', 'ZX', 'ZX-410100-2026-0000001', '%00', '1'.repeat(500), 'ZX-410100-2026-0000001-X-X'])(
    '%s is none',
    (typed) => expect(readProofNumber(typed)).toBeNull(),
  );
});

test('names and numbers are masked to one character and four, whatever they are', () => {
  expect(maskName('张秀英')).toBe('张**');
  expect(maskName('欧阳建国')).toBe('欧**');
  expect(maskName('𠮷田')).toBe('𠮷**');
  expect(maskName(' ')).toBe('***');
  expect(maskToLastFour('11010519491231002X')).toBe('**************002X');
  expect(maskToLastFour(null)).toBe('*'.repeat(18));
  expect(maskToLastFour('123')).toBe('*'.repeat(18));
  expect(readLastFour(' 002x ')).toBe('002X');
  expect(readLastFour('02X')).toBeNull();
  expect(readLastFour('X002')).toBeNull();
});

test('a proof matches as long as nothing of what it states is taken away', () => {
  const stated = { onlineTheory: 4, inPersonTheory: 1, practice: 6, ledgerHash: 'a' };
  const now = { ...stated, isSigned: true };
  expect(compareProof({ stated, now })).toBeNull();
  expect(compareProof({ stated, now: { ...now, onlineTheory: 9, practice: 7 } })).toBeNull();
  for (const kind of ['onlineTheory', 'inPersonTheory', 'practice'] as const)
    expect(compareProof({ stated, now: { ...now, [kind]: stated[kind] - 1 } })).toBe('hours');
  expect(compareProof({ stated, now: { ...now, ledgerHash: null } })).toBe('ledger');
  expect(compareProof({ stated, now: { ...now, practice: 0, isSigned: false } })).toBe('signature');
});

test('ten questions a day about one proof, sixty in ten minutes from one place; then they wait, and no longer', () => {
  const { number, address } = proofTryLimits;
  const at = (n: number) => Array.from({ length: n }, (_, i) => 1_000_000 - i);
  expect(limitProofTries({ number: at(9), address: at(59) }, 1_000_000)).toBe(0);
  expect(limitProofTries({ number: at(10), address: [] }, 1_000_000)).toBe(number.windowMs - 9);
  expect(limitProofTries({ number: [], address: at(60) }, 1_000_000)).toBe(address.windowMs - 59);
  expect(limitProofTries({ number: at(10), address: [] }, 1_000_000 + number.windowMs)).toBe(0);
});
