import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setProfile } from '../cheats/open-school.ts';
import { readEvents, readLedger, verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { newPhonePage } from '../harness/phone-page.ts';
import { signIn } from '../harness/sign-in.ts';
import { startBrowser } from '../harness/start-browser.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { answerOnPage, readOpenControl } from './answer-on-page.ts';
import { useRealLesson } from './real-lesson.ts';

// O6: an honest learner with a phone studies a real lesson from its first second to its last.

const learner = fixtureLearner(1);

let database: TestDatabase;
let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  database = await openTestDatabase();
  await useRealLesson(database);
  // Controls as Henan asks for them; class hours are short, so that photographs are asked within the lesson.
  await setProfile(database.sql, { class_hour_min_s: 120 });
  server = await startServer({ databaseUrl: database.databaseUrl });
  browser = await startBrowser({ fakeCamera: true });
}, 900_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await database?.close();
});

it('earns at least 97 % of the time that passed, with every control answered and every photograph taken', async () => {
  const { sql, db } = database;
  const cookie = await signIn(db, learner.phone);
  // A key that is asked for before its second has come is the protocol at work.
  const page = await newPhonePage(browser, { cookie, url: server.url, expectedErrors: [/status of 425/] });
  await page.goto(server.url);
  await page
    .getByRole('link', { name: /第 ?1 ?课/ })
    .or(page.getByRole('button', { name: /第 ?1 ?课/ }))
    .first()
    .click();
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
    if (control && (await answerOnPage(page, control))) answered++;
    await sleep(200);
  }
  const wallMs = performance.now() - startedMs;
  await page.getByText('这一课学完了').waitFor({ timeout: 15_000 });

  const ledger = await readLedger(sql, learner.id);
  expect(ledger.completed).toBe(1);
  expect(ledger.provenMs).toBeLessThanOrEqual(wallMs);
  expect(ledger.provenMs).toBeGreaterThan(480_000);
  expect(ledger.provenMs / wallMs, `${ledger.provenMs} of ${wallMs} ms`).toBeGreaterThanOrEqual(0.97);

  const controls = await readEvents(sql, learner.id, 'control_answered');
  expect(controls.length).toBe(answered);
  expect(new Set(controls.map(({ result }) => result))).toEqual(new Set(['right']));
  expect(controls.length).toBeGreaterThanOrEqual(3);
  expect(await readEvents(sql, learner.id, 'uncounted')).toEqual([]);
  expect(await readEvents(sql, learner.id, 'withheld')).toEqual([]);
  expect(await readEvents(sql, learner.id, 'snapshot_missed')).toEqual([]);

  const photographs = await sql<{ hour: number; width: number }[]>`
    select class_hour as hour, width from snapshot where learner_id = ${learner.id} order by 1`;
  const hours = Math.ceil(ledger.provenMs / 120_000);
  const verdict = await verifyLog(sql, learner.id);
  expect(verdict.creditedMs).toBe(ledger.provenMs);
  expect(verdict.hours).toHaveLength(hours);
  // The last class hour has only begun; every full one has its photograph.
  for (const hour of verdict.hours.slice(0, -1))
    expect(hour.conditions).toMatchObject({ P004: true, P006: true, P009: true });
  expect(photographs.length).toBeGreaterThanOrEqual(hours - 1);
  for (const { width } of photographs) expect(width).toBeGreaterThanOrEqual(320);
  await page.context().close();
}, 960_000);
