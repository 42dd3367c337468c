import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readClock } from '../../app/platform/clock.server.ts';
import { answerTest, submitTest } from '../../app/study/final-test/answer-test.server.ts';
import { endOverdueTests } from '../../app/study/final-test/end-test.server.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { readEvents, verifyLog } from '../cheats/read-ledger.ts';
import { writeExport } from '../cheats/tamper-export.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { finishLessons, putQuestions, readPaper, rightOf, TestWindow } from './sit-test.ts';

// Everything that somebody might try at the final test, and beside each what an honest learner is answered.

const questions = 4;
let school: School;
beforeAll(async () => {
  school = await openSchool({
    ...{ popup_min_gap_s: 5, popup_max_gap_s: 20, snapshot_answer_s: 10 },
    final_test: { questions, limit_s: 600, pass_pct: 60, tries: 2, retry_wait_s: 3600, face_within_s: 300 },
  });
  await putQuestions(school.sql);
});
afterAll(() => school?.close());

const later = (ms: number) => {
  const now = readClock();
  return { ...now, wallMs: now.wallMs + ms, monoMs: now.monoMs + ms };
};

/** A learner who has earned everything, in one window. */
async function ready(place: number): Promise<TestWindow> {
  await finishLessons(school.sql, fixtureLearner(place));
  return new TestWindow(await school.enter(place));
}

const countPapers = async (place: number) =>
  (await school.sql`select 1 from test_paper where learner_id = ${fixtureLearner(place).id}`).length;

describe('the paper', () => {
  it('is not drawn before the last lesson, outside the days of the class, or for a stranger; then it is', async () => {
    const { sql } = school;
    const window = new TestWindow(await school.enter(1));
    const refused = async (more = {}) => {
      const { status, body } = await window.open(more);
      expect(await countPapers(1)).toBe(0);
      return [status, body.refused];
    };
    expect(await refused()).toEqual([403, 'test_lessons_open']);
    await finishLessons(sql, fixtureLearner(1));
    expect(await refused({ classId: fixtures.other.classId })).toEqual([403, 'not_enrolled']);
    const move = (endsOn: string, approvedAt: Date | null, state: string) =>
      pastGuards(
        sql,
        (
          tx,
        ) => tx`update training_class set ends_on = ${endsOn}, approved_at = ${approvedAt}, state = ${state}
          where id = ${fixtures.classId}`,
      );
    await move('2021-01-01', new Date(0), 'approved');
    expect(await refused()).toEqual([403, 'class_not_open']);
    await move('2099-12-31', null, 'applied');
    expect(await refused()).toEqual([403, 'class_not_open']);
    await move('2099-12-31', new Date(0), 'approved');
    expect((await window.open()).status).toBe(201);
  });

  it('tells nothing of its answers: not to its window, its page, or the export of its learner', async () => {
    const window = await ready(2);
    const opened = await window.open();
    const { questions: drawn } = await readPaper(school.sql, window.paperId);
    const page = await window.who.get(`/test/${fixtures.classId}.data`);
    const evidence = () =>
      fetch(`${school.server.url}/study/evidence`, { headers: { Cookie: window.who.cookie } }).then((got) =>
        got.text(),
      );
    const log = await evidence();
    expect(log).toContain(window.paperId);
    for (const text of [opened.text, page.text, log]) {
      expect(text).not.toMatch(/order|salt|rightAnswer|因为这样最稳/);
      for (const { sha256 } of drawn) expect(text).not.toContain(sha256);
    }
    // Whoever knows only what was sent stays at chance: the right choice stands anywhere.
    expect(opened.body.questions.map((one) => Object.keys(one).sort())).toEqual(
      drawn.map(() => ['ask', 'choices']),
    );
    // Positive control: once it is judged all of it may be seen.
    await window.answerAll(school.sql, questions);
    expect((await window.finish()).body.isPassed).toBe(true);
    expect(await evidence()).toContain(drawn[0]?.sha256 ?? 'none');
  });

  it('is the same however often and from wherever it is asked for, at once or one after another', async () => {
    const window = await ready(3);
    const others = [window, new TestWindow(window.who.window()), new TestWindow(await school.enter(3))];
    const opened = await Promise.all([...others, ...others].map((one) => one.open({ takeOver: true })));
    expect(new Set(opened.map(({ body }) => body.standing.paperId)).size).toBe(1);
    const asked = new Set(opened.map(({ body }) => JSON.stringify(body.questions)));
    expect(asked.size).toBe(1);
    expect(await countPapers(3)).toBe(1);
    // Nor do edits of the bank reach it, nor the next paper of this class.
    await pastGuards(school.sql, (tx) => tx`update theory_question set ask = '改过的题'`);
    const again = await window.open({ takeOver: true });
    expect(JSON.stringify(again.body.questions)).toBe([...asked][0]);
    const next = await (await ready(4)).open();
    expect(next.text).not.toContain('改过的题');
    await verifyLog(school.sql, fixtureLearner(3).id);
  });
});

describe('one window', () => {
  it('a second one asks first, then the first is told; a lesson and a test never run together', async () => {
    const { sql } = school;
    const window = await ready(5);
    const { id: learnerId } = fixtureLearner(5);
    const lesson = window.who.window();
    expect((await lesson.openLease()).status).toBe(201);
    // The lesson is alive in another window.
    expect((await window.open()).body.refused).toBe('lease_elsewhere');
    expect((await window.open({ takeOver: true })).status).toBe(201);
    expect((await lesson.beat(1_000)).body.refused).toBe('lease_ended');
    expect((await lesson.openLease({ takeOver: true })).body.refused).toBe('test_running');
    await expect(
      sql`insert into lease
        select (jsonb_populate_record(l, '{"fence": 900, "ended_at": null, "end_reason": null}')).*
        from lease l where learner_id = ${learnerId} limit 1`,
    ).rejects.toMatchObject({ constraint_name: 'one_window' });

    const second = new TestWindow(await school.enter(5));
    expect((await second.open()).body.refused).toBe('lease_elsewhere');
    expect((await second.open({ takeOver: true })).status).toBe(201);
    for (const said of [await window.answer(1, 0), await window.look(), await window.submit()])
      expect([said.status, said.body.refused]).toEqual([409, 'lease_ended']);
    expect((await second.answer(1, 0)).status).toBe(200);
    expect((await second.finish()).status).toBe(200);
    // Positive control: once it is handed in the lesson opens.
    expect((await lesson.openLease()).status).toBe(201);
    await lesson.close();
    await verifyLog(sql, learnerId);
  });

  it('another learner reaches nothing of it', async () => {
    const window = await ready(6);
    await window.open();
    const stranger = new TestWindow(await school.enter(7));
    stranger.paperId = window.paperId;
    stranger.fence = window.fence;
    const photo = await stranger.photograph(crypto.randomUUID());
    for (const said of [await stranger.answer(1, 1), await stranger.look(), await stranger.submit(), photo])
      expect([said.status, said.body.refused]).toEqual([404, 'not_found']);
    expect((await window.look()).body.answers).toEqual([null, null, null, null]);
    expect((await window.answer(1, 1)).body.answers).toEqual([1, null, null, null]);
  });
});

describe('answers', () => {
  it('an old request that comes again changes nothing, in its window or in the next', async () => {
    const window = await ready(8);
    await window.open();
    await window.answer(1, 0);
    const { seq } = window;
    expect((await window.answer(1, 2)).body.answers[0]).toBe(2);
    expect((await window.answer(1, 0, { seq })).body.answers[0]).toBe(2);
    expect((await window.answer(1, 1, { seq })).body.answers[0]).toBe(2);
    const old = { fence: window.fence, seq: 99 };
    const next = new TestWindow(window.who.window());
    await next.open({ takeOver: true });
    expect((await next.answer(1, 1, old)).body.refused).toBe('lease_ended');
    expect((await next.look()).body.answers[0]).toBe(2);
    for (const [place, choice] of [
      [5, 0],
      [1, 3],
    ] as const)
      expect((await next.answer(place, choice)).body.refused).toBe('bad_shape');
    expect(await readEvents(school.sql, fixtureLearner(8).id, 'test_answered')).toHaveLength(2);
    // A program that goes round the choices is stopped; an honest change is taken.
    let last = 200;
    for (let n = 0; n < 30 && last === 200; n++) last = (await next.answer(2, n % 3)).status;
    expect(last).toBe(429);
    expect((await next.answer(3, 1)).status).toBe(200);
  });

  it('none counts after the time, which only the server keeps; what was answered before is judged', async () => {
    const { sql } = school;
    const window = await ready(9);
    const { id: learnerId } = fixtureLearner(9);
    await window.open();
    const right = rightOf(await readPaper(sql, window.paperId));
    await window.answer(1, right[0] ?? 0);
    const target = { paperId: window.paperId, fence: window.fence };
    // Positive control: a moment before the end it is taken.
    const inTime = { ...target, seq: 50, place: 2, choice: right[1] ?? 0 };
    await answerTest(sql, learnerId, inTime, later(599_000));
    const late = { ...target, seq: 51, place: 3, choice: right[2] ?? 0 };
    await expect(answerTest(sql, learnerId, late, later(601_000))).rejects.toMatchObject({
      code: 'test_over',
    });
    expect(await submitTest(sql, learnerId, target, later(601_000))).toMatchObject({
      ...{ right: 2, endedBy: 'expired', isPassed: false },
    });
    expect((await window.submit()).body).toMatchObject({ right: 2, endedBy: 'expired' });
    expect((await window.answer(3, right[2] ?? 0)).body.refused).toBe('test_over');
    expect((await verifyLog(sql, learnerId)).tests).toMatchObject([{ right: 2, endedBy: 'expired' }]);
  });

  it('a paper that nobody comes back to is closed by the worker with what was answered', async () => {
    const { sql } = school;
    const window = await ready(10);
    await window.open();
    await window.answerAll(sql, 3);
    await endOverdueTests(sql, Date.now());
    expect((await window.look()).status).toBe(200);
    await pastGuards(
      sql,
      (tx) => tx`update test_paper set opened_wall_ms = opened_wall_ms - 700000,
        opened_mono_ms = opened_mono_ms - 700000, ends_at = ends_at - interval '700 s' where id = ${window.paperId}`,
    );
    expect(await endOverdueTests(sql, Date.now())).toBe(1);
    expect(await endOverdueTests(sql, Date.now())).toBe(0);
    expect((await window.submit()).body).toMatchObject({ right: 3, isPassed: true, endedBy: 'expired' });
  });

  it('stay as they were handed in, and so does the result, whoever writes; handing in again changes nothing', async () => {
    const { sql } = school;
    const window = await ready(11);
    const { id: learnerId } = fixtureLearner(11);
    await window.open();
    const early = await window.submit();
    // A photograph is asked before a paper can be handed in (P009), and is taken once.
    expect(early.body.refused).toBe('test_photo_due');
    const demandId = String(early.body.facts['demandId']);
    expect((await window.photograph(demandId)).status).toBe(201);
    expect((await window.photograph(demandId)).body.refused).toBe('snapshot_not_asked');
    const right = rightOf(await readPaper(sql, window.paperId));
    const results = await Promise.all(Array.from({ length: 5 }, () => window.submit()));
    for (const { body } of results) expect(body).toMatchObject({ right: 0, isPassed: false });
    expect((await window.answer(1, right[0] ?? 0)).body.refused).toBe('test_over');
    expect(await readEvents(sql, learnerId, 'test_judged')).toHaveLength(1);
    const { paperId } = window;
    for (const change of [
      () => sql`update test_paper set right_count = 4, is_passed = true where id = ${paperId}`,
      () => sql`delete from test_paper where id = ${paperId}`,
      () => sql`insert into test_answer (learner_id, paper_id, place, choice, fence, seq, answered_at)
        values (${learnerId}, ${paperId}, 1, ${right[0] ?? 0}, 1, 1, now())`,
      () => sql`update test_bank set questions = '[]'`,
      () => sql`delete from class_test_bank`,
    ])
      await expect(change()).rejects.toMatchObject({ code: '23001' });
    // Nor can a paper that is open be drawn otherwise.
    const next = await ready(12);
    await next.open();
    await expect(
      sql`update test_paper set questions = questions - 0 where id = ${next.paperId}`,
    ).rejects.toMatchObject({ code: '23001' });
    expect((await writeExport(sql, learnerId)).includes('"testBank"')).toBe(true);
    await verifyLog(sql, learnerId);
  });

  it('a photograph that does not come holds nobody: after its time the paper is handed in without it', async () => {
    const { sql } = school;
    const window = new TestWindow(await school.enter(12));
    await window.open({ takeOver: true });
    const { id: learnerId } = fixtureLearner(12);
    const target = { paperId: window.paperId, fence: window.fence };
    expect((await window.submit()).body.refused).toBe('test_photo_due');
    const result = await submitTest(sql, learnerId, target, later(11_000));
    expect(result).toMatchObject({ endedBy: 'submitted', right: 0 });
    expect((await verifyLog(sql, learnerId)).tests).toMatchObject([{ photographs: 0, missed: 1 }]);
  });
});
