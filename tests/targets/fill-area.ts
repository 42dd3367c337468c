import { randomUUID } from 'node:crypto';
import type { Sql } from '../../db/client.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { addResults, day } from './open-results.ts';

const elderCare = { id: 'elder-care', name: '养老护理员', code: '4-10-01-05' };

/** An area in which something of everything waits, a bureau of another city with the plan of Jiaozuo, and results of this year. */
export async function fillArea(sql: Sql): Promise<void> {
  const { institutionId, courseVersionId, ruleProfileId } = fixtures;
  const year = day(0).slice(0, 4);
  await sql`insert into inspection (class_id, inspected_on, manner, headcount, findings, inspected_by, recorded_at)
    values (${fixtures.classId}, ${day(0)}, 'on_site', 3, '正常上课', ${fixtures.bureau.id}, now())`;
  const add = async (title: string, state: string, startsOn: string, endsOn: string, of = institutionId) => {
    const id = randomUUID();
    await sql`
      insert into training_class (id, institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on,
        place_code, state, approved_at)
      values (${id}, ${of}, ${title}, ${courseVersionId}, ${ruleProfileId}, ${startsOn}, ${endsOn}, '410105', ${state},
        ${state === 'approved' ? new Date() : null})`;
    return id;
  };
  for (const [title, days] of [
    ['晚交的班', 2],
    ['早交的班', 9],
  ] as const) {
    const id = await add(title, 'applied', day(20), day(60));
    await sql`insert into enrolment (learner_id, class_id) values (${fixtureLearner(5).id}, ${id})`;
    await sql`insert into class_step (class_id, step, state, actor_id, facts, at)
      values (${id}, 'apply', 'applied', ${fixtures.clerk.id}, '{}', ${new Date(Date.now() - days * 86_400_000 - 60_000)})`;
  }
  await add('开着的班', 'approved', day(-5), day(30));
  await add('还没开的班', 'approved', day(5), day(30));
  await add('过期的班', 'approved', day(-60), day(-3));
  const low = await add('不满意的班', 'approved', day(-30), day(2));
  const tally = { enrolled: 6, answers: 4, comments: [], steps: { overall: [0, 1, 1, 1, 1] } };
  await sql`insert into survey_round (class_id, number, opened_by, opened_at, closes_at, tally)
    values (${low}, 1, ${fixtures.clerk.id}, now() - interval '5 days', now() - interval '1 day', ${sql.json(tally)})`;

  for (const [name, standing, untilDay] of [
    ['安心学校', 'barred', null],
    ['康宁职业培训学校', 'rectifying', day(40)],
    ['颐养学校', 'normal', null],
  ] as const) {
    const [made] = await sql<{ id: string }[]>`
      insert into institution (name, phone, place_code) values (${name}, '0', '410102') returning id`;
    await sql`insert into institution_standing (institution_id, standing, from_day, until_day, reason, decided_by)
      values (${made?.id ?? ''}, ${standing}, ${day(-1)}, ${untilDay}, '检查发现问题', ${fixtures.bureau.id})`;
  }

  const [jiaozuo] = await sql<{ id: string }[]>`
    insert into institution (name, phone, place_code, kind, totp_required_from)
    values ('焦作市人社局', '0', '410800', 'bureau', null) returning id`;
  await sql`insert into person (institution_id, role, name, phone, password_hash)
    values (${jiaozuo?.id ?? ''}, 'bureau', '审批', '13900000081', 'x')`;
  const results = { title: '不在辖区的班', institutionId: fixtures.other.institutionId };
  await addResults(sql, { ...results, placeCode: '410821', endedOn: '2021-05-31', passed: 7, failed: 1 });
  await addResults(sql, {
    ...results,
    placeCode: '410821',
    endedOn: `${year}-02-28`,
    passed: 24,
    failed: 3,
    certificates: 18,
  });
  await addResults(sql, {
    ...{ ...results, placeCode: '410802', endedOn: `${year}-05-15`, passed: 12, level: '三级/高级工' },
    occupation: elderCare,
  });
  await addResults(sql, {
    ...{
      ...results,
      placeCode: '410800',
      endedOn: `${year}-06-30`,
      passed: 11,
      failed: 2,
      classType: 'certificate',
    },
    ...{ occupation: elderCare, isSubsidised: false },
  });
  await addResults(sql, { ...results, placeCode: '410200', endedOn: `${year}-06-01`, passed: 11 });
}
