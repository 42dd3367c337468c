import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Words } from '../../app/platform/words.ts';
import { verifyLog } from '../cheats/read-ledger.ts';
import { openSchool, setProfile, type School } from '../cheats/open-school.ts';
import { putChallenge, putReference, sayConsent, sessionHashOf } from '../face/known-face.ts';
import { noFaceCheck, withFaceCheck } from '../harness/face-check.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { newPhonePage } from '../harness/phone-page.ts';
import { signIn } from '../harness/sign-in.ts';
import { startBrowser } from '../harness/start-browser.ts';
import {
  everywhere,
  findFaults,
  measureOverflow,
  runAxe,
  setTextSize,
  shoot,
  textSizes,
} from '../harness/examine-page.ts';
import { testWords } from '../../app/study/final-test/test-words.ts';
import { finishLessons, putQuestions, readPaper, rightOf } from './sit-test.ts';

// The final test on a small phone, in the large size, as a learner takes it.

let school: School;
let browser: Browser;
beforeAll(async () => {
  school = await openSchool({
    snapshot_answer_s: 10,
    final_test: {
      questions: 5,
      limit_s: 600,
      pass_pct: 60,
      tries: 2,
      retry_wait_s: 3600,
      face_within_s: 300,
    },
  });
  await putQuestions(school.sql);
  browser = await startBrowser({ fakeCamera: true });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

const small = { width: 360, height: 560 };
const path = `/test/${fixtures.classId}`;

async function enter(phone: string, expectedErrors: RegExp[] = []): Promise<Page> {
  const cookie = await signIn(school.database.db, phone);
  const page = await newPhonePage(browser, { url: school.server.url, cookie, expectedErrors });
  await page.setViewportSize(small);
  return page;
}

/** The page has nothing that axe finds, is not wider than the screen, and fits when it must. */
async function examine(page: Page, what: string, mustFit = true): Promise<void> {
  expect(await runAxe(page), what).toEqual([]);
  const { wide, high } = await measureOverflow(page);
  expect(wide, what).toBe(0);
  if (mustFit) expect(high, what).toBe(0);
  await shoot(page, what);
}

const tap = (page: Page, words: Words) => page.getByRole('button', { name: words.zh, exact: true }).click();
const choices = (page: Page) => page.getByRole('listitem').getByRole('button');

async function openPaperOf(learnerId: string): Promise<number[]> {
  const [row] = await school.sql<{ id: string }[]>`
    select id from test_paper where learner_id = ${learnerId} and ended_at is null`;
  return rightOf(await readPaper(school.sql, row?.id ?? ''));
}

it('from the home page to a result: one question a screen, a reload on the way, what is missing, what was wrong', async () => {
  const learner = fixtureLearner(1);
  await finishLessons(school.sql, learner);
  // Handing in asks the photograph that was not asked before, and a reload may send one that has arrived.
  const page = await enter(learner.phone, [/status of 409 .*tests\/(submit|[0-9a-f-]+\/photographs)/]);
  await page.goto('/');
  await page.getByRole('link', { name: '去考试' }).click();
  await page.getByRole('heading', { name: testWords.ready.zh }).waitFor();
  await examine(page, 'start', false);
  await tap(page, testWords.begin);
  await page.getByText('第 1 题,共 5 题').waitFor();
  await examine(page, 'question');
  for (const size of textSizes) {
    await setTextSize(page.context(), school.server.url, size);
    await page.reload();
    await page.getByText('第 1 题,共 5 题').waitFor();
    expect(await findFaults(page, `question-${size}`, everywhere)).toEqual([]);
  }
  await setTextSize(page.context(), school.server.url, 'large');
  await page.setViewportSize(small);
  await page.reload();
  await page.getByText('第 1 题,共 5 题').waitFor();
  const right = await openPaperOf(learner.id);
  // Nothing of the answers is in the page or in what was sent to it.
  expect(await page.content()).not.toMatch(/因为这样最稳|rightAnswer|"order"/);
  for (let n = 0; n < 2; n++) {
    await choices(page)
      .nth(right[n] ?? 0)
      .click();
    await tap(page, testWords.next);
  }
  // A reload goes on where it stood.
  await expect
    .poll(() =>
      school.sql`select 1 from test_answer where learner_id = ${learner.id}`.then((rows) => rows.length),
    )
    .toBe(2);
  await page.reload();
  await page.getByText('第 3 题,共 5 题').waitFor();
  await choices(page)
    .nth(((right[2] ?? 0) + 1) % 3)
    .click();
  await tap(page, testWords.next);
  await tap(page, testWords.next);
  await tap(page, testWords.toOverview);
  await page.getByRole('heading', { name: '还有 2 题没答。' }).waitFor();
  await examine(page, 'overview');
  await page.getByRole('button', { name: /第 4 题/ }).click();
  await page.getByText('第 4 题,共 5 题').waitFor();
  await tap(page, testWords.next);
  await tap(page, testWords.toOverview);
  await tap(page, testWords.submit);
  await page.getByRole('heading', { name: testWords.failed.zh }).waitFor({ timeout: 20_000 });
  expect(await page.locator('main').innerText()).toContain('5 题答对 2 题');
  expect(await page.locator('main').innerText()).toContain('因为这样最稳');
  await page.getByText('后能再考。').waitFor();
  await examine(page, 'result', false);
  await page.evaluate(() => window.scrollTo(0, 700));
  await examine(page, 'result-wrong', false);
  const verdict = await verifyLog(school.sql, learner.id);
  expect(verdict.tests).toMatchObject([{ right: 2, passed: false, photographs: 1 }]);
  await page.goto('/');
  await page.getByRole('heading', { name: '上次没考过。' }).waitFor();
  await page.getByRole('link', { name: '看成绩' }).click();
  await page.getByRole('heading', { name: testWords.failed.zh }).waitFor();
  await page.context().close();
}, 120_000);

it('an answer that was tapped without a line arrives when it is back; another phone goes on and the first is told', async () => {
  const learner = fixtureLearner(2);
  await finishLessons(school.sql, learner);
  const page = await enter(learner.phone, [/net::ERR/, /status of 409/]);
  await page.goto(path);
  await tap(page, testWords.begin);
  await page.getByText('第 1 题,共 5 题').waitFor();
  const right = await openPaperOf(learner.id);
  await page.context().setOffline(true);
  await choices(page)
    .nth(right[0] ?? 0)
    .click();
  await page.getByText(testWords.lineBad.zh).waitFor();
  await examine(page, 'offline');
  await tap(page, testWords.next);
  await choices(page)
    .nth(right[1] ?? 0)
    .click();
  await page.context().setOffline(false);
  const answered = () =>
    school.sql<{ place: number }[]>`
      select place from test_answer where learner_id = ${learner.id} order by place`.then(
      (rows) => rows.length,
    );
  await expect.poll(answered, { timeout: 20_000 }).toBe(2);

  const other = await enter(learner.phone, [/status of 409/]);
  await other.goto(path);
  await other.getByRole('heading', { name: testWords.elsewhere.zh }).waitFor();
  await examine(other, 'elsewhere');
  await tap(other, testWords.here);
  await other.getByText('第 3 题,共 5 题').waitFor();
  await choices(page).nth(0).click();
  await page.getByRole('heading', { name: testWords.ended.zh }).waitFor();
  await examine(page, 'ended');
  for (let n = 2; n < 5; n++) {
    await choices(other)
      .nth(right[n] ?? 0)
      .click();
    await tap(other, n < 4 ? testWords.next : testWords.toOverview);
  }
  await other.getByRole('heading', { name: testWords.allAnswered.zh }).waitFor();
  await tap(other, testWords.submit);
  await other.getByRole('heading', { name: testWords.passed.zh }).waitFor({ timeout: 20_000 });
  await examine(other, 'passed', false);
  await verifyLog(school.sql, learner.id);
  await other.goto('/');
  await other.getByRole('heading', { name: '全部学完了。' }).waitFor();
  await page.context().close();
  await other.context().close();
}, 120_000);

it('who has lessons left is told so, and led to them', async () => {
  const page = await enter(fixtureLearner(3).phone);
  await page.goto(path);
  await page.getByRole('heading', { name: '课还没学完。' }).waitFor();
  await examine(page, 'not-yet', false);
  await page.context().close();
});

it('a camera that stays off holds nobody: the page says so, and hands in when the time for the photograph is over', async () => {
  const learner = fixtureLearner(4);
  await finishLessons(school.sql, learner);
  const blind = await startBrowser();
  const cookie = await signIn(school.database.db, learner.phone);
  const page = await newPhonePage(blind, {
    ...{ url: school.server.url, cookie, permissions: [], expectedErrors: [/status of 409/] },
  });
  await page.setViewportSize(small);
  await page.goto(path);
  await tap(page, testWords.begin);
  for (let n = 0; n < 5; n++) {
    await choices(page).nth(0).click();
    await tap(page, n < 4 ? testWords.next : testWords.toOverview);
  }
  await tap(page, testWords.submit);
  await page.getByRole('heading', { name: testWords.photo.zh }).waitFor();
  await page.getByText(testWords.photoNone.zh).waitFor();
  await examine(page, 'camera-off');
  await page.getByText(/5 题答对 \d 题/).waitFor({ timeout: 30_000 });
  expect((await verifyLog(school.sql, learner.id)).tests).toMatchObject([
    { photographs: 0, endedBy: 'submitted' },
  ]);
  await blind.close();
}, 60_000);

it('a class whose rules ask for it sees who she is first; after a check of now the paper opens', async () => {
  const learner = fixtureLearner(5);
  const { sql } = school;
  await finishLessons(sql, learner);
  await setProfile(sql, withFaceCheck);
  await sayConsent(sql, learner.id, 'given');
  const cookie = await signIn(school.database.db, learner.phone);
  const page = await newPhonePage(browser, {
    url: school.server.url,
    cookie,
    expectedErrors: [/status of 403/],
  });
  await page.setViewportSize(small);
  await page.goto(path);
  await tap(page, testWords.begin);
  await page.getByRole('link', { name: '去照相' }).waitFor();
  await examine(page, 'no-face');
  await putReference(sql, learner.id, 'active');
  await tap(page, testWords.tryOpen);
  await page.getByRole('button', { name: '开始照' }).waitFor();
  await examine(page, 'face');
  await putChallenge(sql, learner.id, sessionHashOf(cookie));
  await page.reload();
  await tap(page, testWords.begin);
  await page.getByText('第 1 题,共 5 题').waitFor();
  await page.context().close();
  await setProfile(sql, noFaceCheck);
});
