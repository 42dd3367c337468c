import { afterAll, beforeAll, expect, it } from 'vitest';
import { decideClass } from '../../app/training/application/decide-class.server.ts';
import { chinaDay } from '../../app/training/class-day.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { apply, bureau, complete, decide, readState, see, sign } from '../application/open-application.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { openSchool, type School } from './open-school.ts';
import { readLedger, verifyLog } from './read-ledger.ts';

// P019: nothing is credited before the bureau approved the class, after a return or a rejection, or outside its days.

let school: School;
beforeAll(async () => {
  school = await openSchool({
    ...{ popup_min_gap_s: 5, popup_max_gap_s: 20, class_hour_min_s: 30 },
  });
});
afterAll(() => school?.close());

const day = (fromToday: number) => chinaDay(Date.now() + fromToday * 86_400_000);
const place = 9;
const { id: learnerId, enrolmentId } = fixtureLearner(place);

/** A class that runs now, complete, with the learner of the harness on it, who has no other. */
async function openClass(): Promise<string> {
  const { sql, database } = school;
  const group = await complete(database, 300);
  await sql`update training_class set starts_on = ${day(-1)}, ends_on = ${day(30)} where id = ${group}`;
  await sql`update class_application set assessment_on = ${day(31)} where class_id = ${group}`;
  await sql`update enrolment set class_id = ${group} where id = ${enrolmentId}`;
  await sql`insert into intake (enrolment_id, category, wants_training, wants_job, is_able)
    values (${enrolmentId}, 'unemployed', true, true, true)`;
  await sign(sql, group);
  return group;
}

it('her study opens nothing and earns nothing until the very approval, then it does, and only on the days of the class', async () => {
  const { sql } = school;
  const group = await openClass();
  const window = await school.enter(place);
  /** All that an impatient page could send; answers what the door said. */
  const tryAll = async () => {
    const opened = await window.openLease({ takeOver: true });
    await window.beat(5_000);
    await window.beat(5_000);
    return [opened.status, opened.body.refused];
  };
  const nothing = async (where: string) => {
    expect(await tryAll(), where).toEqual([403, 'class_not_open']);
    expect(await readLedger(sql, learnerId), where).toMatchObject({ frontierMs: 0, creditedMs: 0 });
    expect(await sql`select from lease where learner_id = ${learnerId}`, where).toHaveLength(0);
  };
  await nothing('draft');
  await apply(sql, group);
  await nothing('applied');
  await decide(sql, group, { decision: 'return', reason: '教材写全' });
  await nothing('returned');
  await apply(sql, group);
  await nothing('applied again');
  // A state that nobody decided is refused by the database itself.
  await expect(
    sql`update training_class set state = 'approved', approved_at = now() where id = ${group}`,
  ).rejects.toMatchObject({ constraint_name: 'class_life' });
  await expect(sql`update training_class set approved_at = now() where id = ${group}`).rejects.toMatchObject({
    constraint_name: 'class_approved_at',
  });
  await nothing('an insider tried');

  const { partsSha256: seenSha256 } = await see(sql, group);
  await decideClass(
    sql,
    bureau,
    group,
    { decision: 'approve', reason: '', posts: {}, seenSha256 },
    readClock(),
  );
  // Positive control: the same program, the same cookie.
  expect((await window.openLease({ takeOver: true })).status).toBe(201);
  await window.studyHonestly(3_000, school.solve);
  const earned = await readLedger(sql, learnerId);
  expect(earned.frontierMs).toBeGreaterThan(2_000);
  await window.close();

  // Outside its days: as only a superuser could move them.
  const move = (startsOn: string, endsOn: string) =>
    pastGuards(
      sql,
      (tx) => tx`update training_class set starts_on = ${startsOn}, ends_on = ${endsOn} where id = ${group}`,
    );
  for (const [startsOn, endsOn] of [
    [day(1), day(30)],
    [day(-30), day(-1)],
  ] as const) {
    await move(startsOn, endsOn);
    expect(await tryAll(), `${startsOn} ${endsOn}`).toEqual([403, 'class_not_open']);
    expect((await readLedger(sql, learnerId)).frontierMs).toBe(earned.frontierMs);
  }
  expect(window.naive.reportedMs).toBeGreaterThan(30_000);
  expect((await readState(sql, group)).steps).toEqual(['apply', 'return', 'apply', 'approve']);
  await verifyLog(sql, learnerId);
}, 60_000);
