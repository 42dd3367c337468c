import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSchool, type School } from './open-school.ts';
import { reachControl, wrongAnswer } from './reach-control.ts';
import { readEvents, readLedger, verifyLog } from './read-ledger.ts';
import { digestLearner, readProgress } from './watch-learner.ts';

// P006: an answer counts once, for the control that is open now, of the learner who was asked (C07, C10).

let school: School;
beforeAll(async () => {
  school = await openSchool({
    popup_min_gap_s: 5,
    popup_max_gap_s: 10,
    control_answer_s: 30,
    class_hour_min_s: 600,
  });
});
afterAll(() => school?.close());

it.concurrent(
  'an answer that is sent again, or by twenty at once, counts once (C07)',
  async () => {
    const window = await school.enter(1);
    await window.openLease();
    const { control } = await reachControl(window);
    const answer = await school.solve(control.id);
    const replies = await Promise.all(Array.from({ length: 20 }, () => window.answer(control.id, answer)));
    const taken = replies.filter((reply) => reply.status === 200);
    expect(taken.map((reply) => reply.body.result)).toEqual(['right']);
    const refused = replies.filter((reply) => reply.status !== 200);
    expect(new Set(refused.map((reply) => `${reply.status} ${reply.body.refused}`))).toEqual(
      new Set(['409 control_gone']),
    );

    const before = await digestLearner(school.sql, window.learner.id);
    for (const given of [answer, wrongAnswer, randomUUID()]) {
      expect((await window.answer(control.id, given)).body).toMatchObject({ refused: 'control_gone' });
    }
    expect(await digestLearner(school.sql, window.learner.id)).toBe(before);
    expect(await readEvents(school.sql, window.learner.id, 'control_answered')).toHaveLength(1);
    // Who adds up what each answer was worth has twenty stretches.
    const provenMs = taken[0]?.body.standing.provenMs ?? 0;
    expect(provenMs).toBeGreaterThan(4_000);
    expect(replies.length * provenMs).toBeGreaterThan(
      (await readLedger(school.sql, window.learner.id)).provenMs,
    );
    await verifyLog(school.sql, window.learner.id);
  },
  90_000,
);

it.concurrent(
  'an old token opens no later control, and an old window answers none (C07)',
  async () => {
    const window = await school.enter(2);
    await window.openLease();
    const first = await reachControl(window);
    const oldAnswer = await school.solve(first.control.id);
    window.atMs = (await window.answer(first.control.id, oldAnswer)).body.standing.frontierMs;
    const second = await reachControl(window);
    const before = await digestLearner(school.sql, window.learner.id);
    expect((await window.answer(first.control.id, oldAnswer)).status).toBe(409);
    expect(await digestLearner(school.sql, window.learner.id)).toBe(before);

    const other = window.window();
    expect((await other.openLease({ takeOver: true })).body.standing.control?.id).toBe(second.control.id);
    const answer = await school.solve(second.control.id);
    const stale = await window.answer(second.control.id, answer);
    expect([stale.status, stale.body.refused]).toEqual([409, 'lease_ended']);
    // Positive control: the same words from the window that holds the lease prove.
    const given = await other.answer(second.control.id, answer);
    expect([given.status, given.body.result]).toEqual([200, 'right']);
    await verifyLog(school.sql, window.learner.id);
  },
  90_000,
);

it.concurrent(
  'nobody answers, swaps, hurries or forces the controls of another (C07, C10)',
  async () => {
    const [victim, thief] = await Promise.all([school.enter(3), school.enter(4)]);
    await Promise.all([victim.openLease(), thief.openLease()]);
    const [asked, own] = await Promise.all([reachControl(victim), reachControl(thief)]);
    const answer = await school.solve(asked.control.id);
    const before = await digestLearner(school.sql, victim.learner.id);
    const ownBefore = await digestLearner(school.sql, thief.learner.id);

    // Both leases have fence 1: a fence without its learner says nothing.
    expect(thief.fence).toBe(victim.fence);
    const tries = await Promise.all([
      thief.answer(asked.control.id, answer),
      thief.answer(asked.control.id, wrongAnswer),
      thief.post('/study/controls/swap', {
        fence: victim.fence,
        controlId: asked.control.id,
        kind: 'number',
      }),
      thief.post('/study/answers', { fence: 77, controlId: asked.control.id, answer }),
      thief.get(asked.control.audioUrl),
      ...asked.control.choices.flatMap(({ pictureUrl }) => (pictureUrl ? [thief.get(pictureUrl)] : [])),
    ]);
    expect(new Set(tries.slice(0, 4).map((reply) => reply.status))).toEqual(new Set([409]));
    expect(new Set(tries.slice(4).map((reply) => reply.status))).toEqual(new Set([404]));
    expect(await digestLearner(school.sql, victim.learner.id)).toBe(before);
    expect(await digestLearner(school.sql, thief.learner.id)).toBe(ownBefore);

    // Beats, leases and closings of the thief move nothing of the victim's, whatever fence they name.
    for (const fence of [1, 2, 99]) {
      await thief.post('/study/beats', { ...thief.nextBeat(5_000), fence });
      await thief.post('/study/leases/close', { fence });
    }
    const stolen = { ordinal: 1, windowId: victim.windowId, takeOver: true };
    const taken = await thief.post('/study/leases', { ...stolen, enrolmentId: victim.learner.enrolmentId });
    expect([taken.status, (taken.body as { refused: string }).refused]).toEqual([403, 'not_enrolled']);
    expect(await digestLearner(school.sql, victim.learner.id)).toBe(before);

    // Positive control: her own answer is taken, with the time that she had left.
    await sleep(300);
    const right = await victim.answer(asked.control.id, answer);
    expect(right.body.result).toBe('right');
    expect(own.control.id).not.toBe(asked.control.id);
    await Promise.all([victim, thief].map((window) => verifyLog(school.sql, window.learner.id)));
  },
  90_000,
);

it.concurrent(
  'another kind of control keeps the time limit and makes the first unanswerable',
  async () => {
    const window = await school.enter(5);
    await window.openLease();
    const { control } = await reachControl(window);
    const answer = await school.solve(control.id);
    await sleep(2_000);
    const swap = (kind: 'picture' | 'number') =>
      window.post<Awaited<ReturnType<typeof window.beat>>['body']>('/study/controls/swap', {
        ...{ fence: window.fence, controlId: control.id, kind },
      });
    const swapped = (await swap('number')).body;
    expect(swapped.control).toMatchObject({ kind: 'number', attempt: 1, choices: [], ask: null });
    expect(swapped.control?.id).not.toBe(control.id);
    expect(swapped.control?.remainingMs).toBeLessThanOrEqual(control.remainingMs - 2_000);
    expect((await window.answer(control.id, answer)).status).toBe(409);
    expect((await window.get(control.audioUrl)).status).toBe(404);
    expect((await swap('picture')).status).toBe(409);
    const next = swapped.control?.id ?? '';
    expect((await window.answer(next, await school.solve(next))).body.result).toBe('right');
    await verifyLog(school.sql, window.learner.id);
  },
  90_000,
);

it.concurrent(
  'wrong, another, wrong: the stretch is withheld, a photograph is asked, and study goes on (P006)',
  async () => {
    const window = await school.enter(6);
    await window.openLease();
    const { control, frontierMs } = await reachControl(window);
    const first = (await window.answer(control.id, wrongAnswer)).body;
    expect(first.result).toBe('wrong');
    const second = first.standing.control;
    expect(second).toMatchObject({ attempt: 2 });
    expect(second?.id).not.toBe(control.id);
    const again = (await window.answer(second?.id ?? '', wrongAnswer)).body;
    expect(again.result).toBe('wrong_again');
    expect(again.standing).toMatchObject({
      ...{ provenMs: 0, frontierMs: 0, control: null },
      withheld: { fromMs: 0, toMs: frontierMs, reason: 'wrong_twice' },
    });
    expect(again.standing.snapshot?.remainingMs).toBeGreaterThan(0);
    expect(await readEvents(school.sql, window.learner.id, 'snapshot_asked')).toHaveLength(1);
    expect(window.naive.reportedMs).toBeGreaterThanOrEqual(frontierMs);

    window.atMs = 0;
    // As long as it takes: the stretch itself, and the control after it.
    for (let provenMs = 0; provenMs < frontierMs;)
      provenMs = (await window.studyHonestly(2_000, school.solve)).provenMs;
    const { provenMs, withheldToMs } = await readProgress(school.sql, window.learner.id);
    expect(provenMs).toBeGreaterThanOrEqual(frontierMs);
    expect(withheldToMs).toBeNull();
    await verifyLog(school.sql, window.learner.id);
  },
  90_000,
);
