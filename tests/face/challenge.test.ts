import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MoreTime, StepShown } from '../../app/presence/challenge/face.wire.ts';
import type { RefusedBody } from '../cheats/attacker.ts';
import { readEvents, verifyLog } from '../cheats/read-ledger.ts';
import { enrolPerson, readPerson } from './enrol-person.ts';
import { openFaceSchool, type FaceSchool } from './open-face-school.ts';
import {
  ask,
  awaitVerdict,
  finish,
  pathOf,
  perform,
  personAt,
  sendFrame,
  takeCheck,
} from './take-challenge.ts';

// P007: a live check from the first picture on, over HTTP, judged by the real worker.

let school: FaceSchool;
beforeAll(async () => {
  school = await openFaceSchool({ face_answer_s: 40, face_extensions_max: 2, face_tries_max: 3 });
  await readPerson('A1');
});
afterAll(() => school?.close());

/** What is said when a person has to help: nobody else's words. */
const chinese = /^[\u4e00-\u9fff0-9,。“” ]+$/;

it('enrols, waits for the witness, and knows her again from another photograph', async () => {
  const window = await school.enter(1);
  expect((await ask(window)).body.refused).toBe('face_not_enrolled');
  const first = await takeCheck(window, personAt('A1', 1), { purpose: 'enrolment' });
  expect(first.asked).toMatchObject({ reason: 'enrolment', attempt: 1, triesLeft: 3, steps: 3 });
  expect(first.standing).toMatchObject({ state: 'passed', fault: null, needsPerson: false });
  expect((await ask(window)).body.refused).toBe('face_waits');
  expect((await ask(window, { purpose: 'enrolment' })).body.refused).toBe('face_waits');
  await school.confirm(window.learner.id);
  expect((await ask(window, { purpose: 'enrolment' })).body.refused).toBe('face_frozen');

  const again = await takeCheck(window, personAt('A2', 2));
  expect(again.asked.reason).toBe('sitting');
  expect(again.standing).toMatchObject({ state: 'passed', fault: null, triesLeft: 3 });
  const [enrolment, check] = await readEvents(school.sql, window.learner.id, 'face_checked');
  expect(enrolment).toMatchObject({ purpose: 'enrolment', result: 'passed', distance: null });
  expect(check).toMatchObject({ purpose: 'lesson', result: 'passed', matchAtMost: 500, reason: 'sitting' });
  expect(check?.distance).toBeGreaterThan(300);
  expect(check?.distance).toBeLessThanOrEqual(500);
  expect(check?.frames).toBe(again.sent.length);
  await verifyLog(school.sql, window.learner.id);
}, 240_000);

it('three tries, then a person; what was not finished is no try', async () => {
  const window = await school.enter(2);
  await enrolPerson(school, window.learner.id, 'A1');
  for (let n = 0; n < 2; n++) await ask(window);
  const { body: given } = await ask(window);
  expect([given.attempt, given.triesLeft]).toEqual([1, 3]);
  for (const [tries, seed] of [1, 2, 3].entries()) {
    const { standing } = await takeCheck(window, personAt('B', seed + 20));
    expect(standing).toMatchObject({ state: 'failed', fault: 'other_person', triesLeft: 2 - tries });
    expect([standing.say, standing.fix]).toEqual([
      expect.stringMatching(chinese),
      expect.stringMatching(chinese),
    ]);
    expect(standing.needsPerson).toBe(tries === 2);
  }
  expect((await ask(window)).body.refused).toBe('face_needs_person');
  const cases = await school.sql<{ kind: string; id: string }[]>`
    select kind, id from face_case
    where learner_id = ${window.learner.id} and decided_at is null and kind <> 'duplicate'`;
  expect(cases.map(({ kind }) => kind)).toEqual(['three_tries']);
  await school.sql`update face_case set decided_at = now(), decision = 'try_again' where id = ${cases[0]?.id ?? ''}`;
  expect((await ask(window)).body).toMatchObject({ attempt: 1, triesLeft: 3 });
  await verifyLog(school.sql, window.learner.id);
}, 240_000);

it('more time for a slow hand, twice, and then the time is over without a fault', async () => {
  const window = await school.enter(3);
  const { body: asked } = await ask(window, { purpose: 'enrolment' });
  expect([asked.remainingMs, asked.extensionsLeft]).toEqual([40_000, 2]);
  const more = async () => (await window.post<MoreTime>(`${pathOf(asked.id)}/more-time`, {})).body;
  const [one, two, three] = [await more(), await more(), await more()];
  expect([one.extensionsLeft, two.extensionsLeft, three.extensionsLeft]).toEqual([1, 0, 0]);
  expect(two.remainingMs).toBeGreaterThan(110_000);
  expect(three.remainingMs).toBeLessThanOrEqual(two.remainingMs);
  await school.sql`update face_challenge set asked_mono_ms = asked_mono_ms - 120000 where id = ${asked.id}`;
  const { body: standing } = await window.get<{ state: string; triesLeft: number }>(pathOf(asked.id));
  expect(standing).toMatchObject({ state: 'expired', fault: null, triesLeft: 3 });
  for (const path of ['steps', 'more-time', 'finish']) {
    const reply = await window.post<RefusedBody>(
      `${pathOf(asked.id)}/${path}`,
      path === 'steps' ? { step: 1 } : {},
    );
    expect([reply.status, reply.body.refused]).toEqual([409, 'challenge_gone']);
  }
});

describe('a line that breaks', () => {
  it('every request may be sent again: the answer is the same and nothing happens twice', async () => {
    const window = await school.enter(4);
    const { body: asked } = await ask(window, { purpose: 'enrolment' });
    const step = () => window.post<StepShown>(`${pathOf(asked.id)}/steps`, { step: 1 });
    const [first, second] = [(await step()).body, (await step()).body];
    expect({ ...second, waitMs: 0 }).toEqual({ ...first, waitMs: 0 });
    expect(second.waitMs).toBeLessThanOrEqual(first.waitMs);

    const { body: next } = await ask(window, { purpose: 'enrolment' });
    const sent = await perform(window, next, personAt('A1', 40));
    const last = sent.at(-1) ?? Buffer.alloc(0);
    const again = await sendFrame(window, next, sent.length, last);
    expect([again.status, again.body.held]).toEqual([201, sent.length]);
    const ends = await Promise.all([1, 2, 3].map(() => finish(window, next.id)));
    expect(ends.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await awaitVerdict(window, next.id)).toMatchObject({ state: 'passed' });
    expect((await finish(window, next.id)).body.state).toBe('passed');
    expect(await readEvents(school.sql, window.learner.id, 'face_checked')).toHaveLength(1);
    expect(await readEvents(school.sql, window.learner.id, 'case_opened')).toHaveLength(1);
  }, 60_000);
});

it('whoever takes her consent back while it is judged gets no verdict', async () => {
  const window = await school.enter(5);
  const { body: asked } = await ask(window, { purpose: 'enrolment' });
  const sent = await perform(window, asked, personAt('A1', 50));
  expect(sent.length).toBeGreaterThanOrEqual(asked.framesMin);
  await school.withdraw(window.learner.id);
  expect((await finish(window, asked.id)).body.refused).toBe('challenge_gone');
  expect((await ask(window, { purpose: 'enrolment' })).body.refused).toBe('consent_missing');
  expect(await readEvents(school.sql, window.learner.id, 'face_checked')).toEqual([]);
  const reply = await sendFrame(window, asked, 30, sent[0] ?? Buffer.alloc(0));
  expect(reply.body.refused).toBe('challenge_gone');
}, 60_000);
