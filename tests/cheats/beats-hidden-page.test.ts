import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixtureLearner } from '../harness/fixtures.ts';
import { openClassroom, playing, type Classroom } from '../lesson/open-classroom.ts';
import { hook, readNaive, type HookName } from './hook-page.ts';
import { readEvents, readLedger, verifyLog } from './read-ledger.ts';

// P006: a page behind another one. Chromium is started by hand, because test tools pretend that every page is in front.

const refused = [/status of (4\d\d|503)/, /ERR_/];

let classroom: Classroom;
beforeAll(async () => {
  const rules = { popup_min_gap_s: 12, popup_max_gap_s: 16, control_answer_s: 10, class_hour_min_s: 600 };
  classroom = await openClassroom(rules, true);
});
afterAll(() => classroom?.close());

/** Starts the lesson, puts another page in front of it for `ms`, and tells what came of it. */
async function studyBehind(place: number, ms: number, ...names: HookName[]) {
  const page = await classroom.enter(place, refused);
  const context = page.context();
  await page.close();
  await hook(context, ...names);
  const lesson = await classroom.another(context, refused);
  const startedMs = performance.now();
  await lesson.bringToFront();
  await classroom.begin(lesson);
  await sleep(3_000);
  const front = await context.newPage();
  await front.bringToFront();
  const reads = () => lesson.evaluate(() => document.visibilityState);
  await expect.poll(reads).toBe(names.length > 0 ? 'visible' : 'hidden');
  await sleep(ms);
  const naive = await readNaive(lesson);
  const { id } = fixtureLearner(place);
  // An unanswered control is settled by the next beat, which comes every 15 s while it waits.
  if (names.length > 0) {
    const frontier = async () => (await readLedger(classroom.sql, id)).frontierMs;
    await expect.poll(frontier, { timeout: 30_000, interval: 500 }).toBe(0);
  }
  const ledger = await readLedger(classroom.sql, id);
  const wallMs = performance.now() - startedMs;
  await lesson.close();
  await front.close();
  await verifyLog(classroom.sql, id);
  return { ...naive, ...ledger, wallMs, withheld: await readEvents(classroom.sql, id, 'withheld') };
}

it('a hidden page earns nothing while it is hidden', async () => {
  const hidden = await studyBehind(1, 15_000);
  expect(hidden.frontierMs).toBeGreaterThan(0);
  expect(hidden.frontierMs).toBeLessThan(6_000);
  expect(hidden.withheld).toEqual([]);
  // The learner comes back, and goes on.
  const page = await classroom.another((await classroom.enter(1, refused)).context(), refused);
  await page.bringToFront();
  await classroom.begin(page);
  await playing(page);
});

it('one that says it is in front loses everything to the first control that nobody answers', async () => {
  const spoofed = await studyBehind(2, 28_000, 'a hidden page that says it is not');
  expect(spoofed.frontierMs).toBe(0);
  expect(spoofed.provenMs).toBe(0);
  expect(spoofed.withheld).toMatchObject([{ reason: 'late', fromMs: 0 }]);
  // Who believes the page counts what it played.
  expect(spoofed.naivePlayedMs).toBeGreaterThan(8_000);
});
