import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalWords } from '../../app/platform/words.ts';
import { readEvents, readLedger, verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { newPhonePage } from '../harness/phone-page.ts';
import { signIn } from '../harness/sign-in.ts';
import { startBrowser } from '../harness/start-browser.ts';
import { readVideo } from '../lesson/open-classroom.ts';
import { admitLearner } from './browser/admit-learner.ts';
import { expectNoCredit, readLastCheck } from './browser/expect-refused.ts';
import type { Portrait } from './clips/portraits.ts';
import { obey } from './obey.ts';
import { openStudio, type Studio } from './open-studio.ts';

// D07, D09 in real Chromium: a camera that is refused, taken away in the middle, and one that she has walked away from.

let studio: Studio;
/** Asks its person for the camera, and may be told no at any time. */
let browser: Browser;
beforeAll(async () => {
  // Photographs before the only control of the lesson.
  studio = await openStudio('A1', {
    ...{ popup_min_gap_s: 30, popup_max_gap_s: 34, class_hour_min_s: 30, face_tries_max: 2 },
    ...{ control_answer_s: 180, face_answer_s: 90 },
  });
  browser = await startBrowser({ cameraFile: studio.puppet.file, asksForCamera: true });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await studio?.close();
});

/** The page of lesson 1; the camera is allowed if told. */
async function openLesson(place: number, permissions: string[] = []): Promise<Page> {
  const cookie = await signIn(studio.house.db, fixtureLearner(place).phone);
  const expectedErrors = [/status of 4(03|09|25)/];
  const page = await newPhonePage(browser, { cookie, url: studio.url, permissions, expectedErrors });
  await page.goto('/lessons/1');
  return page;
}

const repair = (page: Page) => page.getByRole('button', { name: '打开了,再试' });
const playing = (page: Page) => page.getByRole('button', { name: '停一下' }).waitFor({ timeout: 30_000 });
/** Allows, or takes away, as a person does in the settings of her browser. */
const allow = (page: Page) => page.context().grantPermissions(['camera']);
const takeAway = (page: Page) => page.context().clearPermissions();

describe('a camera that is refused or taken away', () => {
  let page: Page;
  afterAll(() => page?.context().close());

  it('refused: no check, no lease, and how to open it', async () => {
    const { sql, puppet } = studio;
    const { id } = await admitLearner(studio, 1);
    await puppet.show('A1');
    page = await openLesson(1);
    await page.getByRole('button', { name: '开始照' }).click();
    await repair(page).waitFor({ timeout: 15_000 });
    expect(await page.locator('h1').innerText()).toBe('手机没让用相机。照着图打开。');
    expect(await page.locator('main ol li').count()).toBe(3);
    await page.getByRole('link', { name: '找老师' }).waitFor({ timeout: 2_000 });
    expect(await readLastCheck(sql, id)).toBeNull();
    await expectNoCredit(sql, id);
  }, 120_000);

  it('gone in the middle of a check: it is no failed try, and the next one passes', async () => {
    const { sql, puppet } = studio;
    const { id } = fixtureLearner(1);
    await allow(page);
    await repair(page).click();
    await page.getByLabel('第 1 步').waitFor({ timeout: 60_000 });
    await takeAway(page);
    await repair(page).waitFor({ timeout: 15_000 });
    expect(await page.locator('h1').innerText()).toBe('相机断了。点一下再打开。');
    expect(await readLastCheck(sql, id)).toMatchObject({ state: 'asked', fault: null });
    await expectNoCredit(sql, id);
    await allow(page);
    await repair(page).click();
    expect(await obey(page, puppet)).toBe('照好了。');
    expect(await readLastCheck(sql, id)).toMatchObject({ state: 'passed', fault: null });
    const states = await sql<{ state: string }[]>`
      select state from face_challenge where learner_id = ${id} order by asked_wall_ms`;
    expect(states.map(({ state }) => state)).toEqual(['expired', 'passed']);
  }, 300_000);

  it('gone in the middle of the lesson: the video waits, and one tap opens both again', async () => {
    const { sql } = studio;
    const { id } = fixtureLearner(1);
    await page.getByRole('button', { name: '开始学' }).click({ timeout: 15_000 });
    await playing(page);
    await page.getByText('相机开着').waitFor({ timeout: 10_000 });
    await takeAway(page);
    await expect.poll(() => page.locator('main').innerText()).toContain('相机断了。点一下再打开。');
    expect((await readVideo(page)).paused).toBe(true);
    await allow(page);
    await page.getByRole('button', { name: '接着学' }).click();
    await playing(page);
    await page.getByText('相机开着').waitFor({ timeout: 10_000 });
    expect(await sql`select 1 from lease where learner_id = ${id} and ended_at is null`).toHaveLength(1);
  }, 150_000);
});

it('she passes and leaves: empty photographs fill no hour, several are weighed, and whoever comes back is looked at', async () => {
  const { sql, puppet } = studio;
  const { id } = await admitLearner(studio, 2);
  await puppet.show('A1');
  const page = await openLesson(2, ['camera']);
  await page.getByRole('button', { name: '开始照' }).click();
  expect(await obey(page, puppet)).toBe('照好了。');
  await page.getByRole('button', { name: '开始学' }).click({ timeout: 15_000 });
  await playing(page);
  await puppet.show('nobody');

  // The only control of this minute is a live check: nobody takes it.
  await page.getByText('老师点名').waitFor({ timeout: 120_000 });
  await expect
    .poll(() => page.locator('[role=status]').first().innerText(), { timeout: 60_000 })
    .toBe('没看到脸。看手机。');
  const photographs = await sql<{ verdict: string; counts: boolean }[]>`
    select verdict, counts from snapshot where learner_id = ${id} order by taken_at`;
  expect(photographs.length).toBeGreaterThanOrEqual(1);
  expect(photographs).toEqual(photographs.map(() => ({ verdict: 'nobody', counts: false })));
  const [hours] = await sql<{ filled: number[] }[]>`
    select photographed_hours as filled from enrolment_study where learner_id = ${id}`;
  expect(hours?.filled).toEqual([]);
  const grades = await readEvents(sql, id, 'presence_graded');
  expect(grades.map(({ grade }) => grade).slice(0, 3)).toEqual(
    ['notice', 'warning', 'serious'].slice(0, Math.min(3, photographs.length)),
  );

  // Another person sits down and does everything as asked.
  const another = { person: (): Portrait => 'B' };
  expect(await obey(page, puppet, another)).toBe('没认出您。');
  await page.getByRole('button', { name: '再试一次' }).click();
  // The lesson's own page takes over at once.
  expect(await obey(page, puppet, another)).toMatch(/^(请老师来帮您看一下。|第 1 课.*)$/);
  const { say, fix } = refusalWords.face_needs_person;
  await page.getByText(`${say.zh}${fix.zh}`).waitFor({ timeout: 15_000 });
  const cases = await sql<{ kind: string }[]>`
    select kind from face_case
    where learner_id = ${id} and decided_at is null and kind <> 'duplicate' order by kind`;
  // One empty photograph is a notice, never a case.
  const sustained = photographs.length > 1 ? ['sustained'] : [];
  expect(cases.map(({ kind }) => kind)).toEqual([...sustained, 'three_tries']);
  const [lease] = await sql<{ reason: string }[]>`
    select end_reason as reason from lease where learner_id = ${id}`;
  expect(lease?.reason).toBe('failed_check');
  expect(await readEvents(sql, id, 'withheld')).toMatchObject([{ reason: 'face' }]);
  expect(await readLedger(sql, id)).toMatchObject({ provenMs: 0, creditedMs: 0, completed: 0 });
  await verifyLog(sql, id);
  await page.context().close();
}, 300_000);
