import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readTable } from './read-typed-table.ts';
import { countResults } from '../../app/training/targets/count-results.ts';
import { readRecognised } from '../../app/training/targets/read-recognised.server.ts';
import { readTargetRows } from '../../app/training/targets/read-target-rows.ts';
import { readTargets, readTargetYears } from '../../app/training/targets/read-targets.server.ts';
import { liftTarget, setTargets } from '../../app/training/targets/set-target.server.ts';
import type { TargetTyped } from '../../app/training/targets/targets.wire.ts';
import { enterTargets, shippedTargets } from '../../db/seed/targets.ts';
import { bureau, clerk, inspector, now, otherBureau, why } from '../application/open-application.ts';
import { sessionOf } from '../face/store-face.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { addResults } from './open-results.ts';

// Targets of places against recognised results, by whom they concern (P104, P108–P112, P115, H10).

let base: TestDatabase;
let city: ReturnType<typeof sessionOf>;
let county: ReturnType<typeof sessionOf>;
const reviewer = sessionOf(fixtures.reviewer.id, 'reviewer');

beforeAll(async () => {
  base = await openTestDatabase();
  const { sql } = base;
  const ship = () => sql.begin((tx) => enterTargets(tx, new Date('2026-01-01T00:00:00Z')));
  await ship();
  await ship();
  const enter = async (name: string, placeCode: string, phone: string) => {
    const [made] = await sql<{ id: string }[]>`
      insert into institution (name, phone, place_code, kind) values (${name}, '0', ${placeCode}, 'bureau') returning id`;
    const [person] = await sql<{ id: string }[]>`
      insert into person (institution_id, role, name, phone, password_hash)
      values (${made?.id ?? ''}, 'bureau', '审批', ${phone}, 'x') returning id`;
    return sessionOf(person?.id ?? '', 'bureau', made?.id);
  };
  city = await enter('焦作市人社局', '410800', '13900000081');
  county = await enter('修武县人社局', '410821', '13900000082');
  await addResults(sql, {
    placeCode: '410821',
    endedOn: '2021-05-31',
    passed: 7,
    failed: 2,
    certificates: 5,
  });
  await addResults(sql, {
    ...{ placeCode: '410800', endedOn: '2021-12-31', passed: 4, level: '三级/高级工' },
    isSubsidised: false,
  });
  await addResults(sql, { placeCode: '410802', endedOn: '2022-01-01', passed: 3 });
  await addResults(sql, { placeCode: '410100', endedOn: '2021-06-30', passed: 11 });
  await addResults(sql, { placeCode: '410821', endedOn: '2021-06-30', passed: 9, state: 'draft' });
});
afterAll(() => base?.close());

const year = { fromDay: '2021-01-01', toDay: '2021-12-31' };
const typed = (more: Partial<TargetTyped> = {}): TargetTyped => ({
  ...{ placeCode: '410821', scope: 'whole', fromYear: 2021, toYear: 2021, group: 'care_service' },
  ...{ measure: 'trained', people: 300, ...more },
});

describe('recognised results', () => {
  it('are passed assessments of approved classes by their day, only of the own area', async () => {
    const { sql } = base;
    const figures = async (session: typeof city) => countResults(await readRecognised(sql, session, year));
    expect(await figures(city)).toEqual({
      ...{ assessed: 13, trained: 11, subsidised: 7, skilled: 9, highly_skilled: 4 },
    });
    expect(await figures(county)).toMatchObject({ assessed: 9, trained: 7 });
    expect(await figures(bureau)).toMatchObject({ trained: 11, assessed: 11 });
    expect(await figures(otherBureau)).toMatchObject({ trained: 0, assessed: 0 });
    for (const all of [inspector, reviewer]) expect(await figures(all)).toMatchObject({ trained: 22 });
    for (const none of [clerk, sessionOf(fixtures.teacher.id, 'teacher')])
      expect(await why(readRecognised(sql, none, year))).toBe('forbidden');
  });

  it('of a class whose subsidy is cancelled are no subsidised ones', async () => {
    const { sql } = base;
    const classId = await addResults(sql, { placeCode: '410200', endedOn: '2019-05-31', passed: 3 });
    const subsidised = async () =>
      countResults(await readRecognised(sql, otherBureau, { fromDay: '2019-01-01', toDay: '2019-12-31' }));
    expect(await subsidised()).toMatchObject({ trained: 3, subsidised: 3 });
    const fact = (kind: string) => sql`
      insert into class_subsidy_fact (class_id, kind, clause, reason, decided_by, at)
      values (${classId}, ${kind}, 'P052', '第三次看不到人', ${otherBureau.personId}, now())`;
    await fact('cancelled');
    expect(await subsidised()).toMatchObject({ trained: 3, subsidised: 0 });
  });

  it('stand against the targets of each unit, with those of several years counted over them', async () => {
    const told = await readTargets(base.sql, city, 2021);
    const of = (placeCode: string, scope: string, group: string) =>
      told.find((one) => one.placeCode === placeCode && one.scope === scope && one.group === group);
    expect(of('410800', 'whole', 'care_service')).toMatchObject({ people: 3_000, reached: 11 });
    expect(of('410800', 'own', 'care_service')).toMatchObject({ people: 450, reached: 4, isInferred: true });
    expect(of('410821', 'whole', 'care_service')).toMatchObject({ people: 300, reached: 7 });
    expect(of('410802', 'whole', 'care_service')).toMatchObject({ people: 150, reached: 0 });
    expect(of('410800', 'whole', 'elder_care')).toMatchObject({
      people: 1_500,
      fromYear: 2020,
      toYear: 2022,
    });
    expect(await readTargetYears(base.sql, city, 2026)).toEqual([2026, 2022, 2021, 2020]);
    expect((await readTargets(base.sql, county, 2021)).map(({ placeCode }) => placeCode)).toEqual([
      ...['410821', '410821'],
    ]);
    expect(await readTargets(base.sql, otherBureau, 2021)).toEqual([]);
    expect(await why(readTargets(base.sql, clerk, 2021))).toBe('forbidden');
    expect((await readTargets(base.sql, reviewer, 2023)).length).toBeGreaterThan(7);
  });
});

describe('a target', () => {
  it('of a unit may break the total: it is stored, told with the difference, and no longer inferred', async () => {
    const { sql } = base;
    const set = await setTargets(sql, city, [typed({ people: 320 })], now);
    expect(set).toMatchObject({ stored: 1, sums: [{ placeCode: '410800', whole: 3_000, units: 3_020 }] });
    const [row] = (await readTargets(sql, county, 2021)).filter(({ group }) => group === 'care_service');
    expect(row).toMatchObject({ people: 320, isInferred: false, bureau: '焦作市人社局', clause: null });
    // The same again is not written again; back at 300 nothing is told.
    expect(await setTargets(sql, city, [typed({ people: 320 })], now)).toMatchObject({ stored: 0 });
    expect(await setTargets(sql, city, [typed()], now)).toEqual({ stored: 1, sums: [] });
    // What is shipped again later does not come back over it.
    await sql.begin((tx) => enterTargets(tx, new Date()));
    expect((await readTargets(sql, city, 2021)).length).toBe(
      shippedTargets.filter((one) => one.clause === 'P112' && one.fromYear <= 2021 && one.toYear >= 2021)
        .length,
    );
  });

  it('is set by the bureau of its area or one above; a wider area’s number is not changed below it', async () => {
    const { sql } = base;
    expect(await why(setTargets(sql, county, [typed({ people: 1 })], now))).toBe('target_above');
    expect(await why(setTargets(sql, otherBureau, [typed()], now))).toBe('target_wrong');
    for (const none of [clerk, reviewer, inspector])
      expect(await why(setTargets(sql, none, [typed()], now))).toBe('forbidden');
    const own = typed({ fromYear: 2027, toYear: 2027, people: 50 });
    await setTargets(sql, county, [own], now);
    await setTargets(sql, city, [{ ...own, people: 60 }], now);
    expect(await why(setTargets(sql, county, [own], now))).toBe('target_above');
    const [row] = await readTargets(sql, city, 2027);
    expect(row).toMatchObject({ people: 60 });
    expect(await why(liftTarget(sql, county, row?.id ?? '', now))).toBe('target_above');
    expect(await why(liftTarget(sql, otherBureau, row?.id ?? '', now))).toBe('not_found');
    await liftTarget(sql, city, row?.id ?? '', now);
    expect(await readTargets(sql, city, 2027)).toEqual([]);
    expect(await why(sql`update target set people = 1`.execute())).toBe('23001');
  });

  it('one wrong row keeps all of them out', async () => {
    const rows = [
      typed({ fromYear: 2028, toYear: 2028 }),
      typed({ fromYear: 2028, toYear: 2028, group: 'nothing' }),
    ];
    await expect(setTargets(base.sql, city, rows, now)).rejects.toMatchObject({
      ...{ code: 'target_wrong', facts: { row: 1, field: 'group' } },
    });
    const own = [typed({ fromYear: 2028, toYear: 2028, scope: 'own' })];
    expect(await why(setTargets(base.sql, city, own, now))).toBe('target_wrong');
    expect(await readTargets(base.sql, city, 2028)).toEqual([]);
  });

  it('two at once: each of them is stored or told, and the last one stands', async () => {
    const both = await Promise.all(
      [41, 42, 43].map((people) =>
        setTargets(base.sql, city, [typed({ fromYear: 2029, toYear: 2029, people })], now),
      ),
    );
    expect(both.map(({ stored }) => stored)).toEqual([1, 1, 1]);
    expect(await readTargets(base.sql, city, 2029)).toHaveLength(1);
  });
});

describe('a table of targets', () => {
  const occupations = [{ id: 'elder-care', name: '养老护理员(长者)' }];
  const read = (text: string) => readTargetRows(readTable(text), occupations);

  it('is read by names or codes, below titles, with full-width digits and commas', () => {
    const told = read(
      '焦作市 2027 年目标\n区划代码,地方,年度,到哪年,人群或工种,指标,目标人数\n' +
        '410821,修武县,2027年,,康养服务人员,,"1,300"\n,焦作市本级,２０２７,2029,养老护理员,新增技能人才,40人\n' +
        ',沁阳市,2027,,养老护理员(长者),培训合格人次,7\n',
    );
    expect(told).toMatchObject({
      kind: 'rows',
      faults: [],
      rows: [
        { number: 3, typed: typed({ fromYear: 2027, toYear: 2027, people: 1_300 }) },
        {
          typed: {
            ...{ placeCode: '410800', scope: 'own', fromYear: 2027, toYear: 2029 },
            ...{ group: 'elder_care', measure: 'skilled', people: 40 },
          },
        },
        { typed: { placeCode: '410882', group: 'elder-care' } },
      ],
    });
  });

  test.each([
    ['区划代码,年度,人群,人数\n4108,2027,康养服务人员,3', 'placeCode'],
    ['区划代码,年度,人群,人数\n410800,27,康养服务人员,3', 'fromYear'],
    ['区划代码,年度,到哪年,人群,人数\n410800,2027,2026,康养服务人员,3', 'toYear'],
    ['区划代码,年度,人群,人数\n410800,2027,没有的人,3', 'group'],
    ['区划代码,年度,人群,指标,人数\n410800,2027,康养服务人员,别的,3', 'measure'],
    ['区划代码,年度,人群,人数\n410800,2027,康养服务人员,-3', 'people'],
    ['区划代码,年度,人群,人数\n410800,2027,康养服务人员,三', 'people'],
  ])('%s: told by its row and column', (text, column) => {
    expect(read(text)).toEqual({ kind: 'rows', rows: [], faults: [{ number: 2, column }] });
  });

  it('without a header, or without rows, is no table of targets', () => {
    expect(read('姓名,身份证号\n张三,1').kind).toBe('no_header');
    expect(read('区划代码,年度,人群,人数\n,,,\n').kind).toBe('no_rows');
  });
});
