import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { RuleProfileParameters } from '../../app/training/rule-profile.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { openTestDatabase } from '../harness/open-test-database.ts';
import { addCookie, newPhonePage, watchPage, type Expected } from '../harness/phone-page.ts';
import { signIn } from '../harness/sign-in.ts';
import { startBrowser, startPlainBrowser } from '../harness/start-browser.ts';
import { startServer } from '../harness/start-server.ts';

/** What the browser itself writes when a request is refused or cut: a key that is not earned yet, a line that is down. */
export const notYet = /status of 425/;
export const elsewhere = /status of 409/;
export const cut = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_NETWORK_CHANGED/;
export const full = /status of 503/;

type Progress = { learnerId: string; provenMs: number; frontierMs: number };

/** A database, a server and a browser; learners open the first lesson on a phone. */
export async function openClassroom(profile: Partial<RuleProfileParameters>, plain = false) {
  const database = await openTestDatabase();
  const { sql, db } = database;
  await sql`update rule_profile set parameters = parameters || ${sql.json(profile)}`;
  const server = await startServer({ databaseUrl: database.databaseUrl });
  const started = plain ? await startPlainBrowser({ fakeCamera: true }) : null;
  const browser: Browser = started?.browser ?? (await startBrowser({ fakeCamera: true }));

  async function enter(place: number, expected: RegExp[] = []): Promise<Page> {
    const cookie = await signIn(db, fixtureLearner(place).phone);
    const options: Expected = { expectedErrors: [notYet, ...expected] };
    if (!started) return newPhonePage(browser, { ...options, cookie, url: server.url });
    await addCookie(started.context, cookie, server.url);
    return another(started.context, expected);
  }

  /** One more window of the same browser. */
  async function another(context: BrowserContext, expected: RegExp[] = []): Promise<Page> {
    const page = await context.newPage();
    watchPage(page, { expectedErrors: [notYet, ...expected] });
    return page;
  }

  const readProgress = async (place: number): Promise<Progress> => {
    const { id } = fixtureLearner(place);
    const [row] = await sql<Progress[]>`select p.learner_id as "learnerId", proven_ms::int as "provenMs",
      coalesce(h.span_to_ms, frontier_ms)::int as "frontierMs" from lesson_progress p
      left join chain_head h on h.learner_id = p.learner_id and h.span_video_id = p.video_version_id
      where p.learner_id = ${id} order by ordinal limit 1`;
    return row ?? { learnerId: id, provenMs: 0, frontierMs: 0 };
  };

  return {
    sql,
    db,
    url: server.url,
    enter,
    another,
    readProgress,
    /** Opens lesson 1 and taps the big button; resolves when the video plays. */
    async begin(page: Page): Promise<void> {
      await page.goto(`${server.url}/lessons/1`);
      await page.getByRole('button', { name: /开始学|接着学/ }).click();
      await playing(page);
    },
    /** Answers the control on the screen: rightly, as only the database knows it, or wrongly. */
    async answer(page: Page, place: number, right = true): Promise<void> {
      const { id } = fixtureLearner(place);
      const [control] = await sql<{ kind: string; answer: string; ids: string[] }[]>`
        select kind, right_answer as answer, array(select jsonb_array_elements(choices)->>'id') as ids from control
        where learner_id = ${id} and state = 'asked'`;
      if (!control) throw new Error('no control waits');
      if (control.kind === 'number') {
        for (const digit of right ? control.answer : '1')
          await page.getByRole('button', { name: digit, exact: true }).click();
        await page.getByRole('button', { name: '好了' }).click();
      } else {
        // A person looks at the pictures first; one that is asked for after the answer is gone.
        const pictures = page.locator('main li img');
        const seen = () =>
          pictures.evaluateAll((all) => all.every((one) => (one as HTMLImageElement).complete));
        await expect.poll(seen).toBe(true);
        const index = control.ids.findIndex((choice) => (choice === control.answer) === right);
        await page.locator('main li button').nth(index).click();
      }
    },
    async close(): Promise<void> {
      await (started ? started.close() : browser.close());
      await server.stop();
      await database.close();
    },
  };
}

export type Classroom = Awaited<ReturnType<typeof openClassroom>>;

/** Waits until the page itself says that the video plays. */
export async function playing(page: Page, timeout = 15_000): Promise<void> {
  await page.getByRole('button', { name: '停一下' }).waitFor({ timeout });
}

/** Waits until 老师点名 is on the screen. */
export async function rollCall(page: Page, timeout = 40_000): Promise<void> {
  await page.getByText('老师点名').waitFor({ timeout });
}

/** What the lesson's video is doing. */
export function readVideo(page: Page) {
  return page.locator('.lesson-player video').evaluate((el) => {
    const video = el as HTMLVideoElement;
    const { width, height } = video.getBoundingClientRect();
    const { currentTime, paused, playbackRate } = video;
    return { atMs: currentTime * 1000, paused, playbackRate, width, height };
  });
}

/** Does something to the video as a script of the page would. */
export function scriptVideo(
  page: Page,
  change: { currentTime?: number; playbackRate?: number },
): Promise<void> {
  return page.locator('.lesson-player video').evaluate((el, set) => void Object.assign(el, set), change);
}

/** The page shows this sentence. */
export async function says(page: Page, text: string | RegExp, timeout = 8_000): Promise<void> {
  await expect.poll(() => page.locator('main').innerText(), { timeout }).toMatch(text);
}
