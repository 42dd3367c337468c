import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideVersion } from '../../app/approval/decide-version.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { goodReview, reviewerActor, reviewers } from '../harness/copy-version.ts';
import { fixtures } from '../harness/fixtures.ts';
import { canary, openReviewDesk, pathOf, placeOf, untilKeys, type ReviewDesk } from './open-review-desk.ts';

// What a reviewer watches: the chosen rendition, byte for byte what is approved, and nothing in it runs (H06).

let desk: ReviewDesk;
beforeAll(async () => {
  desk = await openReviewDesk();
});
afterAll(() => desk?.close());

test('what is played is compared with the hash; bytes that are not those are said, and cannot be approved (P011)', async () => {
  const page = await desk.site.sit(reviewers.second.phone);
  await page.goto(`/desk/approvals/${desk.evil}`);
  await page.getByText(/放过的 \d+ 段与指纹一致/).waitFor();

  // Somebody changes one byte on the disk, in the middle of a segment that nobody has played yet.
  const key = `media/${desk.evil}/240p/8.ts`;
  const before = await desk.house.blobs.get(key);
  const after = Buffer.from(before);
  after[after.length >> 1] = (after[after.length >> 1] ?? 0) ^ 1;
  await desk.house.blobs.put(key, after);
  await page.getByLabel('清晰度').selectOption('240p');
  await expect.poll(() => page.evaluate(() => document.querySelector('video')?.videoHeight)).toBe(240);
  await page.getByLabel('播放到').fill('33000');
  await page.getByText('有 1 段和指纹对不上,不能通过。').waitFor();
  await page.locator('[name=decision][value=approve]').check();
  await page.getByText('视频放不出来或对不上,不能通过。').waitFor();
  await page.locator('[name=documentNumber]').fill('豫技办〔2026〕9号');
  for (const box of await page.locator('[name=checklist]').all()) await box.check();
  await page.getByRole('button', { name: '确认' }).click();
  await desk.house.blobs.put(key, before);
  expect(await desk.stateOf(desk.evil)).toBe('submitted');
  expect(pathOf(page)()).toBe(`/desk/approvals/${desk.evil}`);
  await page.context().close();
});

test('the rendition that was chosen is the only one that is loaded', async () => {
  const page = await desk.site.sit(reviewers.second.phone);
  await page.goto(`/desk/approvals/${desk.evil}`);
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

test('nothing that was typed or uploaded runs on the page (H06)', async () => {
  await desk.house.sql`insert into review_note (video_version_id, reviewer_id, at_ms, words, noted_at)
    values (${desk.evil}, ${reviewers.second.id}, 1000, ${`记${canary}`}, now())`;
  const review = await goodReview(desk.house, desk.evil, { decision: 'reject', reason: `因${canary}` });
  await decideVersion(desk.house, desk.evil, review, reviewerActor('second'), readClock());
  for (const [phone, path] of [
    [reviewers.first.phone, `/desk/approvals/${desk.evil}?tab=back`],
    [reviewers.first.phone, '/desk/approvals?tab=back'],
    [fixtures.inspector.phone, `/desk/approvals/${desk.evil}?tab=back`],
  ] as const) {
    const page = await desk.site.sit(phone);
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
