import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultParameters } from '../../app/training/rule-profile.ts';
import { readEvents, readLedger, verifyLog } from '../cheats/read-ledger.ts';
import { obey } from '../face/obey.ts';
import { openStudio, type Studio } from '../face/open-studio.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { answerOnPage, readOpenControl } from './answer-on-page.ts';
import { useRealLesson } from './real-lesson.ts';

// O6: an honest learner with a phone studies a real lesson from its first second to its last, and the server sees that
// it is her: before it, in its middle and on every photograph (P007, P009).

const learner = fixtureLearner(1);
/** Short, so that photographs and live checks of several class hours fall within the lesson. */
const classHourMs = 240_000;

let studio: Studio;
beforeAll(async () => {
  // Face checks as Henan asks for them; a control at least once in every one of these class hours.
  studio = await openStudio('A1', {
    class_hour_min_s: classHourMs / 1_000,
    popup_min_gap_s: defaultParameters.popup_min_gap_s,
    popup_max_gap_s: 160,
    face_check: defaultParameters.face_check,
  });
  await useRealLesson(studio.house);
  await studio.enrol(1);
}, 900_000);
afterAll(() => studio?.close());

it('earns at least 97 % of the time that passed, with every control answered and every photograph taken', async () => {
  const { sql, puppet } = studio;
  const page = await studio.enter(1);
  await page.goto('/');
  await page
    .getByRole('link', { name: /第 ?1 ?课/ })
    .or(page.getByRole('button', { name: /第 ?1 ?课/ }))
    .first()
    .click();
  await page.getByRole('button', { name: '开始照' }).click({ timeout: 20_000 });
  expect(await obey(page, puppet)).toBe('照好了。');
  const begin = page.getByRole('button', { name: '开始学' });
  await begin.waitFor({ timeout: 20_000 });
  const startedMs = performance.now();
  await begin.click();

  let answered = 0;
  for (;;) {
    const [row] = await sql<{ done: boolean }[]>`
      select completed_at is not null as done from lesson_progress where learner_id = ${learner.id}`;
    if (row?.done) break;
    if (performance.now() - startedMs > 900_000)
      throw new Error(`not done: ${await page.locator('main').innerText()}`);
    const control = await readOpenControl(sql, learner.id);
    if (control && (await answerOnPage(page, puppet, control))) answered++;
    await sleep(200);
  }
  const wholeMs = performance.now() - startedMs;
  await page.getByText('这一课学完了').waitFor({ timeout: 15_000 });

  const controls = await readEvents(sql, learner.id, 'control_answered');
  const faces = await sql<{ id: string }[]>`select id from control
    where learner_id = ${learner.id} and kind = 'face'`;
  const wasFace = ({ controlId }: { controlId: string }) => faces.some(({ id }) => id === controlId);
  // The lesson stands still while she is looked at, as long as she needs; the server says how long that was.
  const lookedAtMs = controls.filter(wasFace).reduce((sum, { tookMs }) => sum + tookMs, 0);
  const wallMs = wholeMs - lookedAtMs;
  const ledger = await readLedger(sql, learner.id);
  expect(ledger.completed).toBe(1);
  expect(ledger.provenMs).toBeLessThanOrEqual(wallMs);
  expect(ledger.provenMs).toBeGreaterThan(480_000);
  expect(ledger.provenMs / wallMs, `${ledger.provenMs} of ${wallMs} ms`).toBeGreaterThanOrEqual(0.97);

  expect(controls.length).toBe(answered);
  expect(new Set(controls.map(({ result }) => result))).toEqual(new Set(['right']));
  expect(controls.length).toBeGreaterThanOrEqual(3);
  expect(await readEvents(sql, learner.id, 'uncounted')).toEqual([]);
  expect(await readEvents(sql, learner.id, 'withheld')).toEqual([]);
  expect(await readEvents(sql, learner.id, 'snapshot_missed')).toEqual([]);

  expect(faces.length).toBeGreaterThanOrEqual(2);
  const checks = await readEvents(sql, learner.id, 'face_checked');
  expect(checks.map(({ purpose, result }) => `${purpose} ${result}`)).toEqual([
    'enrolment passed',
    'lesson passed',
    ...faces.map(() => 'control passed'),
  ]);

  const hours = Math.ceil(ledger.provenMs / classHourMs);
  // The last photograph may still be with the worker.
  await expect
    .poll(() => sql`select 1 from snapshot where learner_id = ${learner.id} and verdict is null`)
    .toHaveLength(0);
  const photographs = await sql<{ hour: number; width: number; verdict: string }[]>`
    select class_hour as hour, width, verdict from snapshot where learner_id = ${learner.id} order by 1`;
  const verdict = await verifyLog(sql, learner.id);
  expect(verdict.creditedMs).toBe(ledger.provenMs);
  expect(verdict.hours).toHaveLength(hours);
  // The last class hour has only begun; every full one has its live check and its photograph.
  for (const { conditions } of verdict.hours.slice(0, -1))
    expect(conditions).toEqual({ P004: true, P005: true, P006: true, P007: true, P008: true, P009: true });
  expect(new Set(photographs.map((one) => one.verdict))).toEqual(new Set(['match']));
  expect(photographs.length).toBeGreaterThanOrEqual(hours - 1);
  for (const { width } of photographs) expect(width).toBeGreaterThanOrEqual(320);
  await page.context().close();
}, 960_000);
