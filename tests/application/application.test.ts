import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../app/platform/refusal.ts';
import { answerIntake } from '../../app/training/application/answer-intake.server.ts';
import { writeParts } from '../../app/training/application/write-parts.server.ts';
import type { Sql, SqlTx } from '../../db/client.ts';
import { sessionOf } from '../face/store-face.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import {
  answerAll,
  apply,
  clerk,
  complete,
  decide,
  enrol,
  inspector,
  now,
  otherBureau,
  papers,
  planned,
  readState,
  see,
  shortHours,
  sign,
  why,
} from './open-application.ts';

// A class is handed in and decided, each step with its facts; who may, what it needs, and what stays (P019, P020, P026, P044, P048).

let base: TestDatabase;
beforeAll(async () => {
  base = await openTestDatabase();
  await shortHours(base.sql);
});
afterAll(() => base?.close());

const otherClerk = sessionOf(fixtures.other.clerk.id, 'clerk', fixtures.other.institutionId);

describe('from an empty class to an approved one', () => {
  it('names what is missing until nothing is, then stores what was handed in', async () => {
    const { sql } = base;
    const group = await planned(base);
    expect(await why(apply(sql, group))).toBe('application_open');
    await enrol(base, group, 1);
    await writeParts(sql, clerk, group, papers, now);
    await sign(sql, group);
    expect(await why(apply(sql, group))).toBe('application_open');
    await answerAll(sql, group);
    // The answers came after the signatures.
    expect(await why(apply(sql, group))).toBe('application_open');
    await sign(sql, group);
    await apply(sql, group);
    expect(await readState(sql, group)).toEqual({ state: 'applied', approved: false, steps: ['apply'] });
    const [step] = await sql<{ facts: Record<string, unknown>; actor: string }[]>`
      select facts, actor_id as actor from class_step where class_id = ${group}`;
    expect(step).toMatchObject({
      actor: fixtures.clerk.id,
      facts: {
        ...{ learners: 2, lessonsApproved: 2, workstations: 1, textbooks: papers.textbooks },
        hours: { onlineTheory: 2, inPersonTheory: 14, practice: 24 },
        partsSha256: (await see(sql, group)).partsSha256,
        statements: [{ kind: 'responsibility', signedName: '赵校长' }, { kind: 'truth' }],
      },
    });
    // No learner's name is in what is never changed.
    expect(JSON.stringify(step?.facts)).not.toContain('王');
    expect(await decide(sql, group, { decision: 'approve' })).toBe('approved');
    expect(await readState(sql, group)).toEqual({
      state: 'approved',
      approved: true,
      steps: ['apply', 'approve'],
    });
  });

  it('a second press of the same changes nothing', async () => {
    const { sql } = base;
    const group = await complete(base, 10);
    await apply(sql, group);
    await apply(sql, group);
    await decide(sql, group, { decision: 'return', reason: '教材写全' });
    await decide(sql, group, { decision: 'return', reason: '教材写全' });
    expect((await readState(sql, group)).steps).toEqual(['apply', 'return']);
  });

  it('a return is mended and handed in again; a rejection is the end', async () => {
    const { sql } = base;
    const group = await complete(base, 20);
    await apply(sql, group);
    expect(await why(decide(sql, group, { decision: 'return', reason: ' 短 ' }))).toBe('reason_missing');
    await decide(sql, group, { decision: 'return', reason: '教材写全' });
    expect(await readState(sql, group)).toMatchObject({ state: 'returned', approved: false });
    await writeParts(sql, clerk, group, { ...papers, textbooks: '养老护理员(初级),第二版' }, now);
    expect(await why(apply(sql, group))).toBe('application_open');
    await sign(sql, group);
    await apply(sql, group);
    await decide(sql, group, { decision: 'reject', reason: '场地不符合' });
    expect(await why(apply(sql, group))).toBe('class_step');
    expect(await readState(sql, group)).toEqual({
      ...{ state: 'rejected', approved: false, steps: ['apply', 'return', 'apply', 'reject'] },
    });
  });
});

describe('who decides, and on what', () => {
  it('the bureau of the place, no clerk, no other bureau, nobody of the institution', async () => {
    const { sql } = base;
    const group = await complete(base, 30);
    // A draft is no bureau's matter.
    expect(await why(decide(sql, group, { decision: 'approve' }))).toBe('not_found');
    expect(await why(apply(sql, group, otherClerk))).toBe('not_found');
    expect(await why(apply(sql, group, inspector))).toBe('forbidden');
    await apply(sql, group);
    const approve = { decision: 'approve' } as const;
    expect(await why(decide(sql, group, approve, otherBureau))).toBe('not_found');
    expect(await why(decide(sql, group, approve, clerk))).toBe('forbidden');
    expect(await why(decide(sql, group, approve, inspector))).toBe('forbidden');
    const own = sessionOf(fixtures.bureau.id, 'bureau', fixtures.institutionId);
    expect(await why(decide(sql, group, approve, own))).toBe('approve_own');
    expect(await readState(sql, group)).toMatchObject({ state: 'applied', steps: ['apply'] });
    expect(await decide(sql, group, approve)).toBe('approved');
  });

  it('exactly what was on the screen', async () => {
    const { sql } = base;
    const group = await complete(base, 40);
    const seenSha256 = 'f'.repeat(64);
    await apply(sql, group);
    expect(await why(decide(sql, group, { decision: 'approve', seenSha256 }))).toBe('application_changed');
    expect(await why(decide(sql, group, { decision: 'return', reason: '教材写全', seenSha256 }))).toBe(
      'application_changed',
    );
    expect((await readState(sql, group)).state).toBe('applied');
  });

  it('a post that differs needs its own reason, which is kept (P026)', async () => {
    const { sql } = base;
    const employee = { category: '企业职工', employer: '安心养老', post: '4-03-02-01' };
    const group = await complete(base, 50, employee);
    await apply(sql, group);
    const ids = (await see(sql, group)).learners.map(({ enrolmentId }) => enrolmentId);
    expect(await why(decide(sql, group, { decision: 'approve' }))).toBe('post_undecided');
    const one = { [ids[0] ?? '']: '转到护理岗,合同已看' };
    expect(await why(decide(sql, group, { decision: 'approve', posts: one }))).toBe('post_undecided');
    const posts = { ...one, [ids[1] ?? '']: '同一单位,岗位调整', [fixtures.classId]: '别的班' };
    await decide(sql, group, { decision: 'approve', posts });
    const [step] = await sql<{ posts: object }[]>`
      select facts -> 'posts' as posts from class_step where class_id = ${group} and step = 'approve'`;
    expect(Object.keys(step?.posts ?? {}).sort()).toEqual([...ids].sort());
  });

  it('a no in the questionnaire stops it (P020)', async () => {
    const { sql } = base;
    const group = await complete(base, 60);
    const [first] = (await see(sql, group)).learners;
    const answers = [
      { enrolmentId: first?.enrolmentId ?? '', question: 'wantsJob', answer: false },
      // Somebody of another class is left alone.
      { enrolmentId: fixtureLearner(1).enrolmentId, question: 'wantsJob', answer: false },
    ] as const;
    expect(await answerIntake(sql, clerk, group, answers, now)).toEqual({ learners: 1 });
    await sign(sql, group);
    expect(await why(apply(sql, group))).toBe('application_open');
    expect(await sql`select from intake where enrolment_id = ${fixtureLearner(1).enrolmentId}`).toHaveLength(
      0,
    );
  });
});

describe('what was handed in stays, whoever writes', () => {
  it('hours, dates, rules, course, place, roster, teachers, answers, papers: while it waits and after', async () => {
    const { sql } = base;
    const group = await complete(base, 80);
    const mine = sql`(select id from enrolment where class_id = ${group})`;
    const writes = (q: Sql | SqlTx) => [
      q`update training_class set online_theory_hours = 1 where id = ${group}`,
      q`update training_class set practice_hours = 25 where id = ${group}`,
      q`update training_class set ends_on = '2099-01-01' where id = ${group}`,
      q`update training_class set starts_on = '2020-01-01' where id = ${group}`,
      q`update training_class set place_code = '410200' where id = ${group}`,
      q`update training_class set is_subsidised = false where id = ${group}`,
      q`insert into enrolment (learner_id, class_id) values (${fixtureLearner(1).id}, ${group})`,
      q`update enrolment set class_id = ${fixtures.classId} where class_id = ${group}`,
      q`update intake set wants_job = true where enrolment_id in ${mine}`,
      q`delete from intake where enrolment_id in ${mine}`,
      q`delete from class_teacher where class_id = ${group}`,
      q`update class_application set textbooks = '' where class_id = ${group}`,
    ];
    // Positive control: before it is handed in each of them is taken (and taken back here).
    for (const [n] of writes(sql).entries()) {
      const taken = sql.begin(async (tx) => {
        expect((await writes(tx)[n])?.count, String(n)).toBeGreaterThan(0);
        throw new Refusal('busy');
      });
      expect(await why(taken), String(n)).toBe('busy');
    }
    await apply(sql, group);
    for (const state of ['applied', 'approved']) {
      if (state === 'approved') await decide(sql, group, { decision: 'approve' });
      for (const [n, write] of writes(sql).entries())
        expect(await why(write.execute()), `${state} ${n}`).toBe('class_fixed');
    }
    expect(await why(answerAll(sql, group))).toBe('class_fixed');
    expect(await why(writeParts(sql, clerk, group, papers, now))).toBe('class_fixed');
    expect(await why(sign(sql, group))).toBe('class_fixed');
    expect(await why(enrol(base, group, 88))).toBe('roster_fixed');
  });

  it('no state without its step, no approval without a moment, no step rewritten', async () => {
    const { sql } = base;
    const group = await complete(base, 90);
    const put = (state: string, approved: boolean) =>
      why(
        sql`update training_class set state = ${state}, approved_at = ${approved ? new Date() : null}
          where id = ${group}`.execute(),
      );
    expect(await put('approved', true)).toBe('class_life');
    expect(await put('draft', true)).toBe('class_approved_at');
    await apply(sql, group);
    expect(await put('approved', true)).toBe('class_life');
    expect(await put('draft', false)).toBe('class_life');
    await decide(sql, group, { decision: 'approve' });
    expect(await put('approved', true)).toBe('class_fixed');
    expect(await put('applied', false)).toBe('class_life');
    for (const table of ['class_step', 'class_statement'])
      expect(await why(sql`delete from ${sql(table)} where class_id = ${group}`.execute()), table).toBe(
        '23001',
      );
  });
});
