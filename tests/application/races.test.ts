import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyClass } from '../../app/training/application/apply-class.server.ts';
import { answerIntake } from '../../app/training/application/answer-intake.server.ts';
import { decideClass } from '../../app/training/application/decide-class.server.ts';
import { editClass } from '../../app/training/plan/edit-class.server.ts';
import { readPlan } from '../../app/training/plan/read-plan.server.ts';
import { removeLearner } from '../../app/training/roster/remove-learner.server.ts';
import { requireOwnClass } from '../../app/training/own-class.server.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import {
  apply,
  bureau,
  clerk,
  complete,
  decide,
  now,
  readState,
  see,
  shortHours,
  why,
} from './open-application.ts';

// Two at once on one class: whoever is second sees what the first did (P001, P019, P031).

let base: TestDatabase;
beforeAll(async () => {
  base = await openTestDatabase();
  await shortHours(base.sql);
});
afterAll(() => base?.close());

const rounds = 6;

it('approve and approve, approve and return: one step, one state', async () => {
  const { sql } = base;
  for (let round = 0; round < rounds; round++) {
    const group = await complete(base, 200 + round * 2);
    await apply(sql, group);
    const { partsSha256: seenSha256 } = await see(sql, group);
    const other = round % 2 === 0 ? 'approve' : 'return';
    const decided = await Promise.all(
      (['approve', other] as const).map((decision) =>
        why(decideClass(sql, bureau, group, { decision, reason: '教材写全', posts: {}, seenSha256 }, now)),
      ),
    );
    const { state, steps } = await readState(sql, group);
    expect(steps).toHaveLength(2);
    expect([other === 'approve' ? 'approved' : state, state]).toEqual([state, state]);
    expect(decided.sort()).toEqual(other === 'approve' ? ['done', 'done'] : ['class_step', 'done']);
  }
});

it('apply and apply: one step', async () => {
  const { sql } = base;
  const group = await complete(base, 230);
  const { partsSha256 } = await see(sql, group);
  const both = [1, 2, 3].map(() => why(applyClass(sql, clerk, group, partsSha256, now)));
  expect(await Promise.all(both)).toEqual(['done', 'done', 'done']);
  expect((await readState(sql, group)).steps).toEqual(['apply']);
});

/** What a clerk may do beside to a class that is not handed in yet. */
async function readEdits(group: string) {
  const { sql } = base;
  const { revision } = await requireOwnClass(sql, clerk, group);
  const { values } = await readPlan(sql, group);
  const enrolmentId = (await see(sql, group)).learners[0]?.enrolmentId ?? '';
  const edit = { revision, seen: null, values: { ...values, totalHours: 42, practice: 26 } };
  const answer = { enrolmentId, question: 'isAble', answer: false } as const;
  return [
    async () => {
      const { kind } = await editClass(sql, clerk, group, edit, now);
      if (kind !== 'stored') throw new Error(kind);
    },
    () => answerIntake(sql, clerk, group, [answer], now),
    () => removeLearner(sql, clerk, group, enrolmentId),
    () => sql`delete from class_teacher where class_id = ${group}`.execute(),
  ] as const;
}

it.each([0, 1, 2, 3] as const)(
  'apply while the clerk beside edits plan, answers, roster or teachers (%i): one of the two, never a mixture',
  async (which) => {
    const { sql } = base;
    // Positive control: alone the edit is taken, and who saw the class before it hands nothing in.
    const alone = await complete(base, 240 + which * 10);
    const old = await see(sql, alone);
    expect(await why(Promise.resolve((await readEdits(alone))[which]()))).toBe('done');
    expect(['application_changed', 'application_open']).toContain(
      await why(applyClass(sql, clerk, alone, old.partsSha256, now)),
    );
    for (let round = 0; round < 3; round++) {
      const group = await complete(base, 242 + which * 10 + round * 2);
      const seen = await see(sql, group);
      const edits = await readEdits(group);
      const both = [
        () => why(applyClass(sql, clerk, group, seen.partsSha256, now)),
        () => why(Promise.resolve(edits[which]())),
      ];
      const [handed, edited] =
        round % 2 === 0
          ? await Promise.all(both.map((work) => work()))
          : (await Promise.all(both.toReversed().map((work) => work()))).toReversed();
      expect([handed, edited].filter((told) => told === 'done')).toHaveLength(1);
      const { state } = await readState(sql, group);
      expect(state).toBe(handed === 'done' ? 'applied' : 'draft');
      if (handed === 'done') expect((await see(sql, group)).partsSha256).toBe(seen.partsSha256);
    }
  },
);

it('cap and approval at once: an approved class is never over its share, and never other than handed in', async () => {
  const { sql } = base;
  for (let round = 0; round < rounds; round++) {
    const group = await complete(base, 290 + round * 2);
    await apply(sql, group);
    const seen = await see(sql, group);
    const [approved, over, within] = await Promise.all([
      why(decide(sql, group, { decision: 'approve', seenSha256: seen.partsSha256 })),
      why(sql`update training_class set online_theory_hours = 30 where id = ${group}`.execute()),
      why(sql`update training_class set practice_hours = 25 where id = ${group}`.execute()),
    ]);
    expect(approved).toBe('done');
    expect(['class_online_share', 'class_fixed']).toContain(over);
    expect(within).toBe('class_fixed');
    expect((await see(sql, group)).partsSha256).toBe(seen.partsSha256);
    expect(await readState(sql, group)).toMatchObject({ state: 'approved', approved: true });
  }
});

it('a learner at once with the application: an enrolment that lost waits, then is refused by the database', async () => {
  const { sql } = base;
  const group = await complete(base, 310);
  const { partsSha256 } = await see(sql, group);
  const [person] = await sql<{ id: string }[]>`
    insert into person (institution_id, role, name, phone) select institution_id, 'learner', '王后来', '13911110000'
    from training_class where id = ${group} returning id`;
  // The application holds the class; the enrolment comes while it is not stored yet.
  let enrolled: Promise<string> = Promise.resolve('');
  await sql.begin(async (tx) => {
    await requireOwnClass(tx, clerk, group, { forUpdate: true });
    enrolled = why(
      sql`insert into enrolment (learner_id, class_id) values (${person?.id ?? ''}, ${group})`.execute(),
    );
    await tx`insert into class_step (class_id, step, state, actor_id, facts, at)
      values (${group}, 'apply', 'applied', ${clerk.personId}, ${tx.json({ partsSha256 })}, now())`;
    await tx`update training_class set state = 'applied' where id = ${group}`;
  });
  expect(await enrolled).toBe('class_fixed');
  expect((await see(sql, group)).learners).toHaveLength(2);
});
