import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Attacker } from './attacker.ts';
import { openSchool, type School } from './open-school.ts';
import { reachControl } from './reach-control.ts';
import { readEvents, readLedger, verifyLog } from './read-ledger.ts';
import { readProgress } from './watch-learner.ts';

// P006: credit stops at the due point whatever the page does with the pop-up (C02, C06, C08).

let school: School;
beforeAll(async () => {
  school = await openSchool({
    popup_min_gap_s: 5,
    popup_max_gap_s: 10,
    control_answer_s: 10,
    class_hour_min_s: 60,
  });
});
afterAll(() => school?.close());

/** Opens a lease and answers where its first control will be due, ms of study. */
async function begin(window: Attacker): Promise<number> {
  expect((await window.openLease()).status).toBe(201);
  return (await readProgress(school.sql, window.learner.id)).controlGapMs;
}

/** C02: the dialog and its mask are deleted; the video plays on for `ms` and says so. */
async function playThrough(window: Attacker, ms: number): Promise<number> {
  const dueMs = await begin(window);
  const startedMs = performance.now();
  let at = 0;
  while (performance.now() - startedMs < ms) {
    await sleep(1_000);
    const toMs = Math.round(performance.now() - startedMs);
    await window.beat(0, { played: { fromMs: at, toMs } });
    at = toMs;
    const { frontierMs } = await readProgress(school.sql, window.learner.id);
    expect(frontierMs).toBeLessThanOrEqual(dueMs);
  }
  return dueMs;
}

/** C08: the tab freezes a second before the control is due, wakes 12 s later and claims the time. */
async function freezeBefore(window: Attacker): Promise<void> {
  const dueMs = await begin(window);
  await sleep(dueMs - 1_000);
  await window.beat(dueMs - 1_100);
  await sleep(12_000);
  const woken = await window.beat(12_000);
  expect(woken.body.frontierMs).toBeLessThanOrEqual(dueMs);
  expect(woken.body.control).not.toBeNull();
  await sleep(3_000);
  const again = await window.beat(3_000);
  const { frontierMs } = woken.body;
  expect(again.body).toMatchObject({ earnedNowMs: 0, uncounted: 'control_due', frontierMs });
}

/** C08: every answer of the server is thrown away, so the page never learns that anything was asked. */
async function hearNothing(window: Attacker): Promise<void> {
  const dueMs = await begin(window);
  for (let at = 0; at < 22_000; at += 1_000) {
    await sleep(1_000);
    void window.beat(0, { played: { fromMs: at, toMs: at + 1_000 } });
  }
  await sleep(500);
  const { provenMs, frontierMs, withheldToMs } = await readProgress(school.sql, window.learner.id);
  expect([provenMs, frontierMs]).toEqual([0, 0]);
  expect(withheldToMs).toBeGreaterThan(3_000);
  expect(withheldToMs).toBeLessThanOrEqual(dueMs);
}

/** C06: the right answer, too late: it proves nothing, lets her go on, and what was lost can be earned again. */
async function answerLate(window: Attacker): Promise<void> {
  await begin(window);
  const { control, frontierMs } = await reachControl(window);
  expect(control.remainingMs).toBeGreaterThan(9_000);
  expect(control.remainingMs).toBeLessThanOrEqual(10_000);
  await sleep(10_300);
  const late = await window.answer(control.id, await school.solve(control.id));
  expect(late.body.result).toBe('late');
  expect(late.body.standing).toMatchObject({
    ...{ provenMs: 0, frontierMs: 0, creditedTotalMs: 0, control: null },
    withheld: { fromMs: 0, toMs: frontierMs, reason: 'late' },
  });
  window.atMs = 0;
  const repaired = await window.studyHonestly(frontierMs + 11_000, school.solve);
  expect(repaired.provenMs).toBeGreaterThanOrEqual(frontierMs);
  expect(repaired.withheld).toBeNull();
}

/** C02: the pop-up is answered after 8 s; the video went on behind it and the time is claimed afterwards. */
async function claimWaiting(window: Attacker): Promise<void> {
  await begin(window);
  const { control } = await reachControl(window);
  await sleep(8_000);
  const { standing } = (await window.answer(control.id, await school.solve(control.id))).body;
  await sleep(1_000);
  await window.beat(0, { played: { fromMs: standing.frontierMs, toMs: standing.frontierMs + 9_000 } });
  const { frontierMs } = await readProgress(school.sql, window.learner.id);
  expect(frontierMs - standing.frontierMs).toBeLessThanOrEqual(3_500);
}

it('no credit lies beyond a control that was removed, blocked, frozen out, answered late or talked round', async () => {
  const windows = await Promise.all([1, 2, 3, 4, 5, 6].map((place) => school.enter(place)));
  const [removed, frozen, deaf, late, waiting, honest] = windows as [
    Attacker,
    Attacker,
    Attacker,
    Attacker,
    Attacker,
    Attacker,
  ];
  const watch = async () => {
    await honest.openLease();
    return honest.studyHonestly(24_000, school.solve);
  };
  const [dueMs, , , , , earned] = await Promise.all([
    playThrough(removed, 22_000),
    freezeBefore(frozen),
    hearNothing(deaf),
    answerLate(late),
    claimWaiting(waiting),
    watch(),
  ]);

  // Ignored until its time was over: even what came before the control is withheld, and the log says why.
  const ledger = await readLedger(school.sql, removed.learner.id);
  expect(ledger).toMatchObject({ provenMs: 0, frontierMs: 0, completed: 0 });
  const [withheld] = await readEvents(school.sql, removed.learner.id, 'withheld');
  expect(withheld).toMatchObject({ fromMs: 0, reason: 'late' });
  expect(withheld?.toMs).toBeLessThanOrEqual(dueMs);
  const reasons = (await readEvents(school.sql, removed.learner.id, 'uncounted')).map(
    (event) => event.reason,
  );
  expect(reasons).toContain('control_due');

  // The same traffic defeats who believes the page; who answers earns.
  expect(removed.naive.reportedMs).toBeGreaterThan(20_000);
  expect(deaf.naive.reportedMs).toBe(22_000);
  expect(frozen.naive.reportedMs).toBeGreaterThan(dueMs);
  expect(earned.frontierMs).toBeGreaterThan(0.9 * 24_000);
  expect(earned.provenMs).toBeGreaterThan(9_000);
  for (const window of windows) await verifyLog(school.sql, window.learner.id);
}, 90_000);
