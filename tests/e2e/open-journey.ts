import type { Browser, Page } from 'playwright-core';
import { findFaults, shoot, type Where } from '../harness/examine-page.ts';
import { openPrivateHouse } from '../face/open-private-house.ts';
import { putQuestions } from '../final-test/sit-test.ts';
import { fixtures } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { newPhonePage, watchPage } from '../harness/phone-page.ts';
import { startBrowser } from '../harness/start-browser.ts';
import { startServer } from '../harness/start-server.ts';
import { startWorker } from '../harness/start-worker.ts';
import { addContent } from '../plan/open-plans.ts';
import { setProfile } from '../cheats/open-school.ts';
import type { Sql } from '../../db/client.ts';

/** What a refused form, a key that is not earned yet and a photograph that is due write to the console. */
const expectedErrors = [/status of 4(09|22|25)/];

const oneScreen = (screen: { width: number; height: number }): Where => ({
  screens: [screen],
  axeOn: screen,
});
const desk = oneScreen({ width: 1366, height: 768 });
const phone = oneScreen({ width: 390, height: 844 });

/** Words that people read, and rules under which half a minute is a class hour, as in the other tests of study. */
async function fill(sql: Sql): Promise<void> {
  const { institutionId, bureau, occupationId, courseId, lessons, teacher, clerk, classId } = fixtures;
  await sql`delete from enrolment where class_id = ${classId}`;
  await sql`delete from training_class where id = ${classId}`;
  await sql`update institution set name = '安心养老职业培训学校' where id = ${institutionId}`;
  await sql`update institution set name = '郑州市人力资源和社会保障局' where id = ${bureau.institutionId}`;
  await sql`update occupation set name = '养老护理员', code = '4-10-01-05' where id = ${occupationId}`;
  await sql`update course set title = '养老护理员' where id = ${courseId}`;
  await sql`update person set name = '刘敏' where id = ${teacher.id}`;
  await sql`update person set name = '周婷' where id = ${clerk.id}`;
  for (const [n, title] of ['洗手的三个时候', '给老人喝水'].entries())
    await sql`update lesson set title = ${title} where id = ${lessons[n]?.lessonId ?? ''}`;
  await setProfile(sql, {
    ...{ class_hour_min_s: 30, min_total_hours: 10, popup_min_gap_s: 15, popup_max_gap_s: 20 },
    final_test: {
      ...{ questions: 5, limit_s: 600, pass_pct: 60, tries: 2, retry_wait_s: 3600, face_within_s: 300 },
    },
  });
  await putQuestions(sql);
  // What may be picked beside it, and what may not: another institution's.
  await addContent(sql, 3, '家庭照护');
  await addContent(sql, 3, '别的机构的课', fixtures.other.institutionId);
}

/** Database, server, worker and browser of one journey; everybody in it signs in on the product's own page. */
export async function openJourney() {
  const house = await openPrivateHouse();
  const { sql, databaseUrl, dataDir } = house;
  await fill(sql);
  const [server, browser]: [Awaited<ReturnType<typeof startServer>>, Browser] = await Promise.all([
    startServer({ databaseUrl, env: { DATA_DIR: dataDir } }),
    startBrowser({ fakeCamera: true }),
  ]);
  const worker = startWorker({ databaseUrl, dataDir });
  const wrong: string[] = [];
  const stepMs: [string, number][] = [];
  let atMs = performance.now();

  const type = async (page: Page, number: string, secret: string) => {
    await page.getByLabel('手机号').fill(number);
    await page.locator('#password').fill(secret);
    await page.getByRole('button', { name: '登录' }).click();
  };
  const look = (where: Where) => async (page: Page, name: string) => {
    wrong.push(...(await findFaults(page, name, where)));
  };
  return {
    ...{ sql, url: server.url, browser, wrong, stepMs },
    /** Signs staff in at a desk of 1366×768. */
    async sit(number: string): Promise<Page> {
      const context = await browser.newContext({
        ...{ viewport: desk.axeOn, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: server.url },
      });
      const page = await context.newPage();
      watchPage(page, { expectedErrors });
      await page.goto('/sign-in');
      await type(page, number, fixtures.password);
      await page.waitForURL(/\/desk/);
      return page;
    },
    /** Opens the address of a slip on a phone and signs in with its code; the password is hers from then on. */
    async unfold({ address, number, code }: Slip): Promise<Page> {
      const page = await newPhonePage(browser, { url: server.url, expectedErrors });
      await page.goto(address);
      await look(phone)(page, 'sign-in');
      await type(page, number, code);
      await page.waitForURL(/set-password/);
      await look(phone)(page, 'set-password');
      await page.locator('#password').fill('xiao-he-liu-shui');
      await page.getByRole('button', { name: '设好了' }).click();
      await page.waitForURL(`${server.url}/`);
      return page;
    },
    atDesk: look(desk),
    onPhone: look(phone),
    shoot,
    /** How long a part of it took, for whoever measures. */
    mark(name: string): void {
      stepMs.push([name, Math.round(performance.now() - atMs)]);
      atMs = performance.now();
    },
    async close(): Promise<void> {
      await browser.close();
      await worker.stop();
      await server.stop();
      await house.close();
    },
  };
}

export type Journey = Awaited<ReturnType<typeof openJourney>>;

/** What a learner is handed: where to go, her number, her code. */
export type Slip = { address: string; number: string; code: string };

/**
 * Lets days pass for a class: the server's clock is real, so everything dated moves back instead. What was planned for
 * tomorrow was yesterday then.
 */
export async function letDaysPass(sql: Sql, classId: string, days: number): Promise<void> {
  await pastGuards(sql, async (tx) => {
    await tx`update training_class set starts_on = starts_on - ${days}::int, ends_on = ends_on - ${days}::int,
      approved_at = approved_at - ${days}::int * interval '1 day' where id = ${classId}`;
    await tx`update class_session set day = day - ${days}::int where class_id = ${classId}`;
    await tx`update class_application set assessment_on = assessment_on - ${days}::int where class_id = ${classId}`;
  });
}
