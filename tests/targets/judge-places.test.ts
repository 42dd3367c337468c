import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgePlaces, type Places } from '../../app/training/targets/quota/judge-places.ts';

// Places of a year and apprentices of a company: to the person (P035, P036, P041).

const limits = { per_company: 200, per_year_school_system: 1000, per_year: 400 };
const quota = (places: number, used: number) => ({ id: 'q', name: '市 · 2026年', places, used });
const apprentices = (more: Partial<NonNullable<Places['apprentices']>> = {}) => ({
  ...{ limits, isSchoolSystem: false, yearUsed: 0, companies: [], nameless: 0, ...more },
});
const codes = (places: Partial<Places>, learners: number) =>
  judgePlaces({ quotas: [], apprentices: null, ...places }, learners).map(({ code }) => code);

it('a quota is used up to its last place and no further, whatever was taken before', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), fc.nat(80), (places, used, learners) => {
      const told = judgePlaces({ quotas: [quota(places, used)], apprentices: null }, learners);
      expect(told.length).toBe(used + learners > places ? 1 : 0);
      if (told[0]) expect(told[0]).toMatchObject({ clause: 'P041', left: Math.max(0, places - used) });
    }),
  );
});

it('of several quotas each has to have room', () => {
  expect(codes({ quotas: [quota(100, 60), quota(50, 20)] }, 30)).toEqual([]);
  expect(codes({ quotas: [quota(100, 60), quota(50, 21)] }, 30)).toEqual(['quota_over']);
  expect(codes({ quotas: [quota(89, 60), quota(49, 20)] }, 30)).toEqual(['quota_over', 'quota_over']);
});

it('200 apprentices of a company, 400 a year, 1,000 with schooling of its own kind', () => {
  const of = (used: number, own: number) => ({ companies: [{ employer: '安心公司', used, own }] });
  expect(codes({ apprentices: apprentices(of(160, 40)) }, 40)).toEqual([]);
  expect(codes({ apprentices: apprentices(of(161, 40)) }, 40)).toEqual(['apprentices_company']);
  expect(codes({ apprentices: apprentices({ yearUsed: 360 }) }, 40)).toEqual([]);
  expect(codes({ apprentices: apprentices({ yearUsed: 361 }) }, 40)).toEqual(['apprentices_year']);
  const school = { isSchoolSystem: true };
  expect(codes({ apprentices: apprentices({ ...school, yearUsed: 960 }) }, 40)).toEqual([]);
  expect(codes({ apprentices: apprentices({ ...school, yearUsed: 961 }) }, 40)).toEqual(['apprentices_year']);
});

it('who names no company is counted for none, and so is not taken', () => {
  expect(codes({ apprentices: apprentices({ nameless: 3 }) }, 40)).toEqual(['apprentices_nameless']);
});
