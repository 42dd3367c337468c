import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readApplication } from '../../app/training/application/read-application.server.ts';
import { judgeApplication } from '../../app/training/application/judge-application.ts';
import { requireOwnClass } from '../../app/training/own-class.server.ts';
import {
  readQualifications,
  setQualification,
} from '../../app/training/targets/quota/qualification.server.ts';
import { readQuotas } from '../../app/training/targets/quota/read-quotas.server.ts';
import { liftQuota, setQuota } from '../../app/training/targets/quota/set-quota.server.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import {
  apply,
  bureau,
  clerk,
  complete,
  decide,
  now,
  otherBureau,
  readState,
  see,
  shortHours,
  why,
} from '../application/open-application.ts';

// Subsidised places of a year (P041) and apprentices (P035, P036), in the transaction that approves.

let base: TestDatabase;
beforeAll(async () => {
  base = await openTestDatabase();
  await shortHours(base.sql);
});
afterAll(() => base?.close());

const area = { placeCode: '410100', institutionId: null };
const institution = { placeCode: null, institutionId: fixtures.institutionId };
const set = (places: number, more: Partial<Parameters<typeof setQuota>[2]> = {}, by = bureau) =>
  setQuota(base.sql, by, { of: area, year: 2026, occupationId: null, places, ...more }, now);
const liftAll = async () => {
  for (const year of [2026, 2027])
    for (const { id } of await readQuotas(base.sql, bureau, year)) await liftQuota(base.sql, bureau, id, now);
};
const faults = async (classId: string) => {
  const own = await requireOwnClass(base.sql, clerk, classId);
  const { application } = await readApplication(base.sql, clerk, own);
  return judgeApplication(application, '2026-02-01').faults.map(({ code }) => code);
};

describe('a quota of an area or an institution (P041)', () => {
  it('is taken by approvals, to the last place; what would be too much is neither handed in nor approved', async () => {
    const { sql } = base;
    const [first, second, third] = [
      await complete(base, 400),
      await complete(base, 402),
      await complete(base, 404),
    ];
    for (const group of [first, second, third]) await apply(sql, group);
    await set(4);
    await decide(sql, first, { decision: 'approve' });
    await decide(sql, second, { decision: 'approve' });
    expect(await readQuotas(sql, bureau, 2026)).toMatchObject([{ places: 4, used: 4, asked: 2 }]);
    expect(await why(decide(sql, third, { decision: 'approve' }))).toBe('application_open');
    expect(await faults(third)).toEqual(['quota_over']);
    const fourth = await complete(base, 406);
    expect(await why(apply(sql, fourth))).toBe('application_open');
    // Still returned, and after more places approved.
    await set(6);
    await decide(sql, third, { decision: 'approve' });
    expect(await why(apply(sql, fourth))).toBe('application_open');
    await liftAll();
    await apply(sql, fourth);
  });

  it('counts nobody of another year, another occupation, without subsidy or of another institution', async () => {
    const { sql } = base;
    const group = await complete(base, 410);
    const none = { places: 0 };
    const cases: [Partial<Parameters<typeof setQuota>[2]>, string[]][] = [
      [{ year: 2027 }, []],
      [{ year: 2026 }, ['quota_over']],
      [{ occupationId: fixtures.occupationId }, ['quota_over']],
      [{ of: institution }, ['quota_over']],
      [{ of: institution, occupationId: fixtures.occupationId }, ['quota_over']],
      [{ of: { placeCode: '410102', institutionId: null } }, []],
    ];
    await sql`insert into occupation (id, name, code) values ('else', '另一工种', '4-10-01-06')`;
    cases.push([{ occupationId: 'else' }, []]);
    for (const [more, expected] of cases) {
      await set(none.places, more);
      expect(await faults(group), JSON.stringify(more)).toEqual(expected);
      await liftAll();
    }
    await set(0);
    await sql`update training_class set is_subsidised = false where id = ${group}`;
    expect(await faults(group)).not.toContain('quota_over');
    await liftAll();
  });

  it('two approvals at once never take one place twice', async () => {
    const { sql } = base;
    for (let round = 0; round < 5; round++) {
      const pair = [await complete(base, 420 + round * 4), await complete(base, 422 + round * 4)];
      for (const group of pair) await apply(sql, group);
      const seen = await Promise.all(pair.map(async (group) => (await see(sql, group)).partsSha256));
      const [row] = await sql<{ used: number }[]>`
        select count(*)::int as used from enrolment e join training_class c on c.id = e.class_id
        where c.state in ('approved', 'closed') and c.is_subsidised and extract(year from c.starts_on) = 2026
          and starts_with(c.place_code, '4101')`;
      await set((row?.used ?? 0) + 3);
      const decided = await Promise.all(
        pair.map((group, n) => why(decide(sql, group, { decision: 'approve', seenSha256: seen[n] ?? '' }))),
      );
      expect(decided.sort()).toEqual(['application_open', 'done']);
      const states = await Promise.all(pair.map((group) => readState(sql, group)));
      expect(states.map(({ state }) => state).sort()).toEqual(['applied', 'approved']);
      await liftAll();
      // Positive control: without a quota the other one is approved.
      const other = pair[states.findIndex(({ state }) => state === 'applied')] ?? '';
      expect(await decide(sql, other, { decision: 'approve' })).toBe('approved');
    }
  });

  it('is set and seen by the bureau of the area alone, lifted by the area that set it, never rewritten', async () => {
    const { sql } = base;
    expect(await why(set(9, {}, otherBureau))).toBe('not_found');
    expect(await why(set(9, { of: institution }, otherBureau))).toBe('not_found');
    expect(await why(set(9, {}, clerk))).toBe('forbidden');
    expect(await why(set(9, { occupationId: 'nothing' }))).toBe('bad_shape');
    await set(9, { of: institution });
    const [mine] = await readQuotas(sql, bureau, 2026);
    expect(mine).toMatchObject({ institution: '测试机构', places: 9, areaCode: '410100' });
    expect(await readQuotas(sql, otherBureau, 2026)).toEqual([]);
    expect(await why(readQuotas(sql, clerk, 2026))).toBe('forbidden');
    expect(await why(liftQuota(sql, otherBureau, mine?.id ?? '', now))).toBe('not_found');
    expect(await why(sql`update quota set places = 1000`.execute())).toBe('23001');
    await liftAll();
    expect(await readQuotas(sql, bureau, 2026)).toEqual([]);
  });
});

describe('what an institution is entitled to (P036, P045)', () => {
  const set = (session = bureau, what = 'school_system') =>
    setQualification(
      base.sql,
      session,
      { institution: fixtures.institutionId, what, isHeld: true, fromDay: '2031-01-01' },
      now,
    );

  it('is set by the bureau of its area alone, counts from its day, and is never rewritten', async () => {
    const { sql } = base;
    expect(await why(set(otherBureau))).toBe('not_found');
    expect(await why(set(clerk))).toBe('forbidden');
    expect(await why(set(bureau, 'nothing'))).toBe('bad_shape');
    expect(await readQualifications(sql, fixtures.institutionId)).toEqual([]);
    await set(bureau, fixtures.occupationId);
    expect(await readQualifications(sql, fixtures.institutionId)).toMatchObject([
      { occupation: '测试工种', fromDay: '2031-01-01', isHeld: true, bureau: '测试市人社局' },
    ]);
    expect(await why(sql`update institution_qualification set is_held = false`.execute())).toBe('23001');
  });
});

describe('apprentices (P035, P036)', () => {
  const asApprentices = (limits: Record<string, number>) => base.sql`
    update rule_profile set class_type = 'apprentice', parameters = parameters || ${base.sql.json({ apprentice_limits: limits })}`;

  it('of one company and occupation, and of a year; the company however its name is typed', async () => {
    const { sql } = base;
    await asApprentices({ per_company: 4, per_year: 6, per_year_school_system: 100 });
    await sql`update training_class set starts_on = '2025-12-30', ends_on = '2026-06-01' where state = 'draft'`;
    // What was approved above is of the same year: a year of their own for these.
    const inYear = async (from: number, employer: string, year = 2031) => {
      const group = await complete(base, from, { employer });
      await sql`update training_class set starts_on = ${`${year}-03-01`}, ends_on = ${`${year}-06-30`} where id = ${group}`;
      return group;
    };
    const told = async (group: string) =>
      (await faults(group)).filter((code) => code.startsWith('apprentices'));
    const approve = async (group: string) => {
      await sql`alter table training_class disable trigger class_life`;
      await sql`update training_class set state = 'approved', approved_at = now() where id = ${group}`;
      await sql`alter table training_class enable trigger class_life`;
    };
    const first = await inYear(500, '安心养老服务有限公司');
    expect(await told(first)).toEqual([]);
    await approve(first);
    const second = await inYear(502, ' 安心养老 服务有限公司');
    expect(await told(second)).toEqual([]);
    await approve(second);
    const third = await inYear(504, '安心養老服务有限公司'.replace('養', '养'));
    expect(await told(third)).toEqual(['apprentices_company']);
    // The company counts over the years; another company does not.
    expect(await told(await inYear(506, '安心养老服务有限公司', 2032))).toEqual(['apprentices_company']);
    const other = await inYear(508, '另一家公司');
    expect(await told(other)).toEqual([]);
    await approve(other);
    const over = await inYear(510, '第三家公司');
    expect(await told(over)).toEqual(['apprentices_year']);
    expect(await told(await inYear(512, '第三家公司', 2032))).toEqual([]);
    expect(await told(await inYear(514, ''))).toEqual(['apprentices_nameless', 'apprentices_year']);
    const school = { institution: fixtures.institutionId, what: 'school_system', isHeld: true };
    // From the next year on: not yet in this one.
    await setQualification(sql, bureau, { ...school, fromDay: '2032-01-01' }, now);
    expect(await told(over)).toEqual(['apprentices_year']);
    await setQualification(sql, bureau, { ...school, fromDay: '2031-01-01' }, now);
    expect(await told(over)).toEqual([]);
  });
});
