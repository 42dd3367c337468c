import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { storeTranscript, storeCaptions } from '../../app/approval/store-companion.server.ts';
import { authorActor, copyVersion, dropCopies, leadVersion, openOffice } from '../harness/copy-version.ts';
import { fixtures } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { addCookie, watchPage } from '../harness/phone-page.ts';
import { startBrowser } from '../harness/start-browser.ts';
import { atEveryDesk, examine } from '../harness/examine-page.ts';
import { openAuthorDesk, type AuthorDesk } from './open-author-desk.ts';
import { Sender, videoBytes } from './send-pieces.ts';

// The author's pages in Chromium: every state on every screen, by keyboard, and nothing runs in them (H06).

let desk: AuthorDesk;
let browser: Browser;
const canary = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>`;
const versions: Record<string, string> = {};

async function sit(expectedErrors: RegExp[] = []): Promise<Page> {
  const context = await browser.newContext({
    ...{ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
    baseURL: desk.server.url,
  });
  await addCookie(context, desk.author, desk.server.url);
  const page = await context.newPage();
  watchPage(page, { expectedErrors });
  return page;
}
const isHacked = (page: Page) => page.evaluate(() => 'hacked' in window);

beforeAll(async () => {
  [desk, browser] = await Promise.all([openAuthorDesk(), startBrowser()]);
  const { house, lessonId } = desk;
  const { sql } = house;
  const author = { personId: fixtures.author.id, institutionId: fixtures.institutionId };
  await openOffice(house);
  const open = (name: string) => copyVersion(house, { actor: authorActor, lessonId, name });
  versions.returned = await open('洗手 第一版.mp4');
  await leadVersion(house, versions.returned, 'returned');
  versions.processed = await open(`${canary}.mp4`);
  await storeTranscript(house, author, versions.processed, canary);
  await storeCaptions(
    house,
    author,
    versions.processed,
    Buffer.from(`WEBVTT\n\n00:00.000 --> 00:09.000\n&lt;b&gt;先洗手${canary}\n`),
  );
  versions.processing = await open('洗手 第三版.mp4');
  versions.failed = await open('洗手 第四版.mp4');
  await pastGuards(sql, async (tx) => {
    await tx`update video_version set source_kind = 'video' where id in (${versions.processed ?? ''}, ${versions.returned ?? ''})`;
    await tx`update video_version set state = 'processing', source_kind = 'video', step = 'transcode', step_pct = 43,
      renditions = null, duration_ms = null, content_sha256 = null where id = ${versions.processing ?? ''}`;
    await tx`update video_version set state = 'failed', source_kind = 'video', renditions = null, duration_ms = null,
      content_sha256 = null, failure = '视频里没有声音。 There is no sound.' where id = ${versions.failed ?? ''}`;
    await tx`update review_note set words = ${`字幕挡住了手。${canary}`}`;
    await tx`update lesson set title = ${'洗手的步骤'} where id = ${lessonId}`;
  });
  const sender = new Sender(desk.server.url, desk.author);
  const path = await sender.openVideo(lessonId, 100_000, `没传完 ${canary}.mp4`);
  await sender.piece(path, 0, videoBytes(43_000));
});
afterAll(async () => {
  await dropCopies();
  await browser?.close();
  await desk?.close();
});

test.each([
  ['a lesson', () => `/desk/lessons/${desk.lessonId}`],
  ['a version that is made', () => `/desk/versions/${versions.processed}`],
  ['a version that came back', () => `/desk/versions/${versions.returned}`],
  ['a version that is being made', () => `/desk/versions/${versions.processing}`],
  ['a version that could not be made', () => `/desk/versions/${versions.failed}`],
])('%s: fits every screen, axe finds nothing, no script of a text runs', async (name, path) => {
  const page = await sit();
  await page.goto(path());
  await page.waitForLoadState('networkidle');
  await examine(page, name, atEveryDesk);
  expect(await isHacked(page)).toBe(false);
  await page.context().close();
});

test('positive control: the canary sings where scripts of a text run', async () => {
  const page = await browser.newPage();
  await page.setContent(`<p>${canary}</p>`);
  await expect.poll(() => isHacked(page)).toBe(true);
  await page.close();
});

test('the lesson is edited, a text with a mistake is told its line, and what was typed stays', async () => {
  const page = await sit([/422/]);
  await page.goto(`/desk/lessons/${desk.lessonId}`);
  await page.getByLabel('课名').fill(`洗手的步骤 ${'<b>'}`);
  await page.getByLabel('标准里的工作内容').fill('清洁卫生');
  await page.getByRole('checkbox', { name: '安全意识' }).check();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('记下了。').waitFor();
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('洗手的步骤 <b>');
  const [lesson] = await desk.database.sql<{ tags: string[]; item: string }[]>`
    select tags, standard_item as item from lesson where id = ${desk.lessonId}`;
  expect(lesson).toEqual({ tags: ['safety', 'hygiene'], item: '清洁卫生' });
  const details = page.locator('details');
  if (!(await details.evaluate((one: HTMLDetailsElement) => one.open))) await page.locator('summary').click();
  const script = page.locator('#script');
  await script.fill('---\ntitle: 洗手\n---\n这里没有标题。');
  await page.getByRole('button', { name: '做成视频' }).click();
  await page.getByText('开头的说明要改').waitFor();
  expect(await script.inputValue()).toContain('这里没有标题');
  await page.context().close();
});

test('a question of pictures is added and removed, rights are written, and the version is handed in', async () => {
  const page = await sit([/409/]);
  await page.goto(`/desk/versions/${versions.processed}`);
  await page.getByRole('radio', { name: '点图' }).check();
  await page.getByLabel('问什么').fill('先用哪一样');
  await page.getByLabel('讲到几分几秒问').fill('0:05');
  await expect.poll(() => page.locator('#wrong3').count()).toBe(1);
  const shown = page.locator('form img');
  await expect
    .poll(() => shown.evaluateAll((all) => all.every((one) => (one as HTMLImageElement).naturalWidth > 0)))
    .toBe(true);
  await page.getByRole('button', { name: '加一题' }).click();
  await page.getByText('正在配音').waitFor();
  await page.getByRole('button', { name: '提交审批' }).click();
  await page.getByText('题目还在配音').waitFor();
  await page.getByRole('button', { name: '删掉 先用哪一样？' }).click();
  await page.getByText('先用哪一样？').waitFor({ state: 'detached' });
  await page.getByLabel('版权说明').fill('本单位拍的');
  await page.getByLabel('肖像说明').fill('出镜的人都同意了');
  await page.getByRole('button', { name: '保存' }).first().click();
  await page.getByText('记下了。').waitFor();
  await page.getByRole('button', { name: '提交审批' }).click();
  await page.getByText('已提交,等审核。').waitFor();
  expect(await page.getByRole('button', { name: '加一题' }).count()).toBe(0);
  const [row] = await desk.database
    .sql`select state, licence from video_version where id = ${versions.processed ?? ''}`;
  expect(row).toEqual({ state: 'submitted', licence: '本单位拍的' });
  await page.context().close();
});

test('what came back shows why, and the next version begins from it', async () => {
  const page = await sit();
  await page.goto(`/desk/versions/${versions.returned}`);
  await page.getByText('退回了。照下面改好再交。').waitFor();
  await page.getByText('字幕挡住了手').first().waitFor();
  await page.getByRole('button', { name: '改好再交' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith(versions.returned ?? ''));
  await page.getByText('制作进度').first().waitFor();
  expect(await page.getByLabel('版权说明').inputValue()).toBe('测试');
  await page.context().close();
});

test('the steps are seen as the worker takes them, without a reload', async () => {
  const page = await sit();
  await page.goto(`/desk/versions/${versions.processing}`);
  await page.getByText('43%').first().waitFor();
  await desk.database
    .sql`update video_version set step = 'verify-output', step_pct = 91 where id = ${versions.processing ?? ''}`;
  await page.getByText('91%').first().waitFor();
  await pastGuards(
    desk.database.sql,
    (tx) => tx`
    update video_version set state = 'failed', failure = '视频坏了。 It is broken.' where id = ${versions.processing ?? ''}`,
  );
  await page.getByText('视频坏了').waitFor();
  await page.getByRole('button', { name: '再试' }).click();
  await page.getByText('排队').first().waitFor();
  await page.context().close();
});
