import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readClock } from '../../app/platform/clock.server.ts';
import { decideVersion } from '../../app/approval/decide-version.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { openDeskSite, type DeskSite } from '../face/open-desk-site.ts';
import {
  authorActor,
  copyVersion,
  dropCopies,
  goodReview,
  leadVersion,
  openOffice,
  reviewerActor,
  reviewers,
} from '../harness/copy-version.ts';
import { fixtures } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { measureOverflow, runAxe, screens } from '../pages/examine-page.ts';

// The approval page in Chromium: from the queue to publication without a mouse, on every screen, and nothing runs in it (H06).

let site: DeskSite;
let house: House;
const canary = `<img src=x onerror="globalThis.canary=1"><script>globalThis.canary=1</script>`;
let published = '';
let first = '';
let second = '';
let evil = '';
let own = '';

beforeAll(async () => {
  site = await openDeskSite(fill);
});
afterAll(async () => {
  await dropCopies();
  await site?.close();
});

/** A lesson of the author's institution with what the outline asks. */
async function enterLesson(title: string, slug: string): Promise<string> {
  const [row] = await house.sql<{ id: string }[]>`
    insert into lesson (occupation_id, slug, title, planned_minutes, standard_item, tags)
    values ('test', ${slug}, ${title}, 1, '生活照护', array['hygiene', 'safety']) returning id`;
  return row?.id ?? '';
}

/** Three that wait, the oldest first: one to approve, its next version with changes, and one that is made of tags. */
async function fill(opened: House): Promise<void> {
  house = opened;
  await openOffice(house);
  const lessonId = await enterLesson('洗手的三个时候', 'review-wash');
  const flags = [
    { kind: 'black', fromMs: 4_000, toMs: 30_000 },
    { kind: 'silent', fromMs: 20_000, toMs: 41_000 },
  ];
  published = await copyVersion(house, { actor: authorActor, lessonId });
  await leadVersion(house, published, 'published');
  await house.sql`insert into class_video (class_id, lesson_id, video_version_id, given_at)
    values (${fixtures.classId}, ${lessonId}, ${published}, now())`;
  const texts = {
    'transcript.txt': '照顾老人，先洗手。\n\n洗完擦干，别用衣服擦。\n'.repeat(12),
    'storyboard.jpg': await sharp({ create: { width: 1600, height: 180, channels: 3, background: '#7aa' } })
      .jpeg()
      .toBuffer(),
  };
  first = await copyVersion(house, { actor: authorActor, lessonId, texts, name: '洗手 第二版.mp4' });
  second = await copyVersion(house, { actor: authorActor });
  const evilLesson = await enterLesson(`课${canary}`, 'review-evil');
  evil = await copyVersion(house, {
    ...{ lessonId: evilLesson, name: `${canary}.mp4`, licence: canary },
    texts: {
      'transcript.txt': `稿${canary}\n`,
      'subtitles.vtt': `WEBVTT\n\n00:00.000 --> 00:30.000\n字幕${canary}\n`,
    },
  });
  own = await copyVersion(house, { actor: { ...reviewerActor('first'), role: 'author' } });
  for (const [n, id] of [first, second, evil, own].entries()) {
    await leadVersion(house, id, 'submitted');
    await pastGuards(
      house.sql,
      (tx) => tx`update video_version set submitted_at = now() - ${10 - n} * interval '1 day',
        flags = ${tx.json(id === first ? flags : [])} where id = ${id}`,
    );
  }
}

const pathOf = (page: Page) => () => new URL(page.url()).pathname;
const untilKeys = (page: Page) => page.getByRole('button', { name: '快捷键: 开' }).waitFor();
const focused = (page: Page) => () =>
  page.evaluate(() => `${document.activeElement?.id} ${document.activeElement?.getAttribute('name')}`);
const placeOf = (page: Page) => () => page.evaluate(() => document.querySelector('video')?.currentTime ?? -1);
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const stateOf = async (id: string) =>
  (await house.sql<{ state: string }[]>`select state from video_version where id = ${id}`)[0]?.state;

test('a reviewer goes from the queue to an approval, a return and a publication by keys alone', async () => {
  const page = await site.sit(reviewers.first.phone, [/status of 422/]);
  await page.goto('/desk');
  await page.getByRole('link', { name: '审批 · 3' }).focus();
  await press(page, 'Enter');
  await expect.poll(pathOf(page)).toBe('/desk/approvals');
  await untilKeys(page);
  await press(page, 'j');
  await expect.poll(pathOf(page)).toBe(`/desk/approvals/${first}`);
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
  await expect.poll(pathOf(page)).toBe(`/desk/approvals/${second}`);
  expect(await stateOf(first)).toBe('approved');
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
  await expect.poll(pathOf(page)).toBe(`/desk/approvals/${evil}`);
  expect(await stateOf(second)).toBe('returned');

  // Approved ones are chosen by space and published together.
  await page.goto('/desk/approvals?tab=settled');
  await untilKeys(page);
  for (let n = 0; n < 5 && pathOf(page)() !== `/desk/approvals/${first}`; n++) {
    const before = pathOf(page)();
    await press(page, 'j');
    await expect.poll(pathOf(page)).not.toBe(before);
  }
  await page.locator(`nav a[aria-current=page][href*="${first}"]`).waitFor();
  await expect.poll(focused(page)).toContain('version');
  await press(page, ' ');
  await page.getByText('选了 1 个').waitFor();
  await press(page, 'Control+Enter');
  await page.getByText('上线了 1 个。').waitFor();
  expect(await stateOf(first)).toBe('published');
  await page.context().close();
});

test('keys are off when switched off, and letters stay letters while somebody types', async () => {
  const page = await site.sit(reviewers.second.phone);
  await page.goto(`/desk/approvals/${evil}`);
  await untilKeys(page);
  await page.locator('[name=words]').focus();
  await page.keyboard.type('jkarx1 n');
  expect(await page.inputValue('[name=words]')).toBe('jkarx1 n');
  expect(await page.locator('input[type=checkbox]:checked, input[type=radio]:checked').count()).toBe(0);
  await page.getByRole('button', { name: '快捷键: 开' }).click();
  await press(page, 'j', 'a', '1');
  expect(await page.locator('input[type=checkbox]:checked, input[type=radio]:checked').count()).toBe(0);
  expect(pathOf(page)()).toBe(`/desk/approvals/${evil}`);
  await page.getByRole('button', { name: '快捷键: 关' }).click();
  await page.context().close();
});

test('the rendition that was chosen is the only one that is loaded', async () => {
  const page = await site.sit(reviewers.second.phone);
  await page.goto(`/desk/approvals/${evil}`);
  await expect
    .poll(() => page.evaluate(() => document.querySelector('video')?.readyState ?? 0))
    .toBeGreaterThan(1);
  expect(await page.evaluate(() => document.querySelector('video')?.videoHeight)).toBe(720);
  const loaded = new Set<string>();
  page.on('request', (request) => {
    const rendition = /\/versions\/[^/]+\/(\d+p)\/\d+\.ts/.exec(request.url())?.[1];
    if (rendition) loaded.add(rendition);
  });
  await page.getByLabel('清晰度').selectOption('240p');
  await expect.poll(() => page.evaluate(() => document.querySelector('video')?.videoHeight)).toBe(240);
  loaded.clear();
  await page.getByRole('button', { name: '播放' }).click();
  await page.getByLabel('速度').selectOption('2');
  await page.getByLabel('播放到').fill('20000');
  await expect.poll(placeOf(page)).toBeGreaterThan(21);
  expect(await page.evaluate(() => document.querySelector('video')?.playbackRate)).toBe(2);
  expect([...loaded]).toEqual(['240p']);
  await page.context().close();
});

test('what a withdrawal hits is seen before it is done; it needs a reason', async () => {
  const page = await site.sit(reviewers.first.phone);
  await page.goto(`/desk/approvals/${published}?tab=settled`);
  await page.getByText('1 个班,12 名学员').waitFor();
  await page.getByRole('cell', { name: '测试班 · 测试机构' }).waitFor();
  const reason = page.getByLabel('撤下的原因');
  await reason.focus();
  await press(page, 'Enter');
  expect(await stateOf(published)).toBe('published');
  await page.keyboard.type('画面有错');
  await press(page, 'Enter');
  await page.getByText('记下了。').waitFor();
  expect(await stateOf(published)).toBe('withdrawn');
  const [given] = await house.sql<{ id: string }[]>`
    select video_version_id as id from class_video where class_id = ${fixtures.classId}
      and lesson_id = (select lesson_id from video_version where id = ${first})`;
  expect(given?.id, 'the class has the newer version').toBe(first);
  await page.context().close();
});

test('nothing that was typed or uploaded runs on the page (H06)', async () => {
  await house.sql`insert into review_note (video_version_id, reviewer_id, at_ms, words, noted_at)
    values (${evil}, ${reviewers.second.id}, 1000, ${`记${canary}`}, now())`;
  const review = await goodReview(house, evil, { decision: 'reject', reason: `因${canary}` });
  await decideVersion(house, evil, review, reviewerActor('second'), readClock());
  for (const [phone, path] of [
    [reviewers.first.phone, `/desk/approvals/${evil}?tab=back`],
    [reviewers.first.phone, '/desk/approvals?tab=back'],
    [fixtures.inspector.phone, `/desk/approvals/${evil}?tab=back`],
  ] as const) {
    const page = await site.sit(phone);
    await page.goto(path);
    await untilKeys(page);
    expect(await page.getByText('onerror').count(), 'positive control: it is shown, as text').toBeGreaterThan(
      0,
    );
    const video = page.locator('video');
    if ((await video.count()) > 0) {
      await expect
        .poll(() => page.evaluate(() => document.querySelector('video')?.readyState ?? 0))
        .toBeGreaterThan(1);
      await page.getByRole('button', { name: '播放' }).click();
      await expect.poll(placeOf(page)).toBeGreaterThan(0.5);
    }
    expect(await page.evaluate(() => (globalThis as { canary?: number }).canary)).toBeUndefined();
    expect(await page.locator('img[src=x]').count()).toBe(0);
    await page.context().close();
  }
});

test.each([
  ['what waits', () => reviewers.first.phone, () => '/desk/approvals'],
  ['one’s own, without a form', () => reviewers.first.phone, () => `/desk/approvals/${own}`],
  ['another’s, with the form', () => reviewers.second.phone, () => `/desk/approvals/${own}`],
  [
    'a published one with its classes',
    () => reviewers.second.phone,
    () => `/desk/approvals/${first}?tab=settled`,
  ],
  ['a returned one, as its author', () => fixtures.author.phone, () => `/desk/approvals/${second}?tab=back`],
  ['what waits, read only', () => fixtures.inspector.phone, () => `/desk/approvals/${own}`],
])('%s, on every screen', async (name, phone, path) => {
  const page = await site.sit(phone());
  await page.goto(path());
  await untilKeys(page);
  if (name.startsWith('one’s own')) {
    await page.getByText('不能审自己单位的视频。').waitFor();
    expect(await page.locator('[name=decision]').count()).toBe(0);
  }
  const wrong: string[] = [];
  for (const screen of screens) {
    await page.setViewportSize(screen);
    const { wide } = await measureOverflow(page);
    if (wide > 0) wrong.push(`${screen.width}: ${wide} px too wide`);
    wrong.push(...(await runAxe(page)).map((found) => `${screen.width}: ${found}`));
  }
  expect(wrong).toEqual([]);
  await page.context().close();
});
