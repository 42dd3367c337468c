import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviewers } from '../harness/copy-version.ts';
import { fixtures } from '../harness/fixtures.ts';
import { atEveryDesk, examine } from '../harness/examine-page.ts';
import {
  focused,
  openReviewDesk,
  pathOf,
  placeOf,
  press,
  untilKeys,
  type ReviewDesk,
} from './open-review-desk.ts';

// The approval page in Chromium: from the queue to publication without a mouse, and on every screen.

let desk: ReviewDesk;
beforeAll(async () => {
  desk = await openReviewDesk();
});
afterAll(() => desk?.close());

test('a reviewer goes from the queue to an approval, a return and a publication by keys alone', async () => {
  const page = await desk.site.sit(reviewers.first.phone, [/status of 422/]);
  await page.goto('/desk');
  await page.getByRole('link', { name: '审批 · 3' }).focus();
  await press(page, 'Enter');
  await expect.poll(pathOf(page)).toBe('/desk/approvals');
  await untilKeys(page);
  await press(page, 'j');
  await expect.poll(pathOf(page)).toBe(`/desk/approvals/${desk.first}`);
  await expect.poll(focused(page)).toContain('version');

  // The very rendition plays, there and back, from key to key.
  await expect
    .poll(() => page.evaluate(() => document.querySelector('video')?.readyState ?? 0))
    .toBeGreaterThan(1);
  await press(page, 'ArrowRight');
  await expect.poll(placeOf(page)).toBeGreaterThan(4.5);
  await press(page, ' ');
  await expect.poll(placeOf(page)).toBeGreaterThan(5.5);
  const tiles = page.locator('[aria-hidden=true] > button[style*="storyboard.jpg"]');
  expect(await tiles.count()).toBe(11);
  await tiles.nth(9).click();
  await expect.poll(placeOf(page)).toBeGreaterThan(33);
  await press(page, 'n');
  await expect.poll(focused(page)).toContain('words');
  expect(await page.evaluate(() => document.querySelector('video')?.paused)).toBe(true);
  await page.keyboard.type('这里黑了');
  await press(page, 'Enter');
  await page.getByText('这里黑了').first().waitFor();
  await expect.poll(focused(page)).not.toContain('words');

  // Seven of eight do not suffice; the letter and the digits work beside what was typed.
  await press(page, '1', '2', '3', '4', '5', '6', '7', 'a');
  await expect.poll(focused(page)).toContain('documentNumber');
  await page.keyboard.type('豫技办〔2026〕7号');
  await press(page, 'Control+Enter');
  await page.getByText('还有没勾的检查项。').waitFor();
  expect(await page.inputValue('[name=documentNumber]')).toBe('豫技办〔2026〕7号');
  await press(page, 'Escape', '8', 'Control+Enter');
  await expect.poll(pathOf(page)).toBe(`/desk/approvals/${desk.second}`);
  expect(await desk.stateOf(desk.first)).toBe('approved');
  await page.getByText('记下了。').waitFor();

  // A return needs a note on the video first.
  await untilKeys(page);
  await expect.poll(focused(page)).toContain('version');
  await press(page, 'r');
  await expect.poll(focused(page)).toContain('reason');
  await page.keyboard.type('第二页字幕不对');
  await press(page, 'Control+Enter');
  await page.getByText('退回要先在视频上记一条。').waitFor();
  await press(page, 'Escape', 'n');
  await expect.poll(focused(page)).toContain('words');
  await page.keyboard.type('字幕不对');
  await press(page, 'Enter');
  await page.getByRole('listitem').filter({ hasText: '字幕不对' }).first().waitFor();
  await expect.poll(focused(page)).not.toContain('words');
  await press(page, 'Control+Enter');
  await expect.poll(pathOf(page)).toBe(`/desk/approvals/${desk.evil}`);
  expect(await desk.stateOf(desk.second)).toBe('returned');

  // Approved ones are chosen by space and published together.
  await page.goto('/desk/approvals?tab=settled');
  await untilKeys(page);
  for (let n = 0; n < 5 && pathOf(page)() !== `/desk/approvals/${desk.first}`; n++) {
    const before = pathOf(page)();
    await press(page, 'j');
    await expect.poll(pathOf(page)).not.toBe(before);
  }
  await page.locator(`nav a[aria-current=page][href*="${desk.first}"]`).waitFor();
  await expect.poll(focused(page)).toContain('version');
  await press(page, ' ');
  await page.getByText('选了 1 个').waitFor();
  await press(page, 'Control+Enter');
  await page.getByText('上线了 1 个。').waitFor();
  expect(await desk.stateOf(desk.first)).toBe('published');
  await page.context().close();
});

test('keys are off when switched off, and letters stay letters while somebody types', async () => {
  const page = await desk.site.sit(reviewers.second.phone);
  await page.goto(`/desk/approvals/${desk.evil}`);
  await untilKeys(page);
  await page.locator('[name=words]').focus();
  await page.keyboard.type('jkarx1 n');
  expect(await page.inputValue('[name=words]')).toBe('jkarx1 n');
  expect(await page.locator('input[type=checkbox]:checked, input[type=radio]:checked').count()).toBe(0);
  await page.getByRole('button', { name: '快捷键: 开' }).click();
  await press(page, 'j', 'a', '1');
  expect(await page.locator('input[type=checkbox]:checked, input[type=radio]:checked').count()).toBe(0);
  expect(pathOf(page)()).toBe(`/desk/approvals/${desk.evil}`);
  await page.getByRole('button', { name: '快捷键: 关' }).click();
  await page.context().close();
});

test('what a withdrawal hits is seen before it is done; it needs a reason', async () => {
  const page = await desk.site.sit(reviewers.first.phone);
  await page.goto(`/desk/approvals/${desk.published}?tab=settled`);
  await page.getByText('1 个班,12 名学员').waitFor();
  await page.getByRole('cell', { name: '测试班 · 测试机构' }).waitFor();
  const reason = page.getByLabel('撤下的原因');
  await reason.focus();
  await press(page, 'Enter');
  expect(await desk.stateOf(desk.published)).toBe('published');
  await page.keyboard.type('画面有错');
  await press(page, 'Enter');
  await page.getByText('记下了。').waitFor();
  expect(await desk.stateOf(desk.published)).toBe('withdrawn');
  const [given] = await desk.house.sql<{ id: string }[]>`
    select video_version_id as id from class_video where class_id = ${fixtures.classId}
      and lesson_id = (select lesson_id from video_version where id = ${desk.first})`;
  expect(given?.id, 'the class has the newer version').toBe(desk.first);
  await page.context().close();
});

test.each([
  ['what waits', () => reviewers.first.phone, () => '/desk/approvals'],
  ['one’s own, without a form', () => reviewers.first.phone, () => `/desk/approvals/${desk.own}`],
  ['another’s, with the form', () => reviewers.second.phone, () => `/desk/approvals/${desk.own}`],
  [
    'a published one with its classes',
    () => reviewers.second.phone,
    () => `/desk/approvals/${desk.first}?tab=settled`,
  ],
  [
    'a returned one, as its author',
    () => fixtures.author.phone,
    () => `/desk/approvals/${desk.second}?tab=back`,
  ],
  ['what waits, read only', () => fixtures.inspector.phone, () => `/desk/approvals/${desk.own}`],
])('%s, on every screen', async (name, phone, path) => {
  const page = await desk.site.sit(phone());
  await page.goto(path());
  await untilKeys(page);
  if (name.startsWith('one’s own')) {
    await page.getByText('不能审自己单位的。').waitFor();
    expect(await page.locator('[name=decision]').count()).toBe(0);
  }
  await examine(page, name, atEveryDesk);
  await page.context().close();
});
