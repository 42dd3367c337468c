import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requiredTags, topicTags } from '../../app/catalogue/topic-tags.ts';
import type { House } from '../../app/platform/house.server.ts';
import { enterOutline, outlineCourseId } from '../../db/seed/outline.ts';
import { openDeskSite, type DeskSite } from '../face/open-desk-site.ts';
import { fixtures } from '../harness/fixtures.ts';
import { atEveryDesk, findFaults } from '../harness/examine-page.ts';
import { putVersion } from './put-version.ts';

// P018, P077, P093: an author builds a course and releases it, by keyboard alone.

let site: DeskSite;
const canary = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>';

beforeAll(async () => {
  site = await openDeskSite((house: House) => enterOutline(house));
});
afterAll(() => site?.close());

/** Goes on by Tab until the focus is on what has this id or this name, and presses nothing. */
async function tabTo(page: Page, what: { id?: string; name?: string }): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const found = await page.evaluate(({ id, name }) => {
      const on = document.activeElement;
      const heard = on?.getAttribute('aria-label') ?? on?.textContent?.trim();
      return id ? on?.id === id : heard === name;
    }, what);
    if (found) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${JSON.stringify(what)}`);
}

const titles = (page: Page) => () =>
  page.locator('main ol > li a[id^="lesson-"]').evaluateAll((links) => links.map((link) => link.textContent));
const isHurt = (page: Page) => page.evaluate(() => (window as { hurt?: number }).hurt ?? null);

test('a course with modules and lessons, moved, completed and released, without a mouse', async () => {
  const page = await site.sit(fixtures.author.phone, [/status of 422/]);
  await page.goto('/desk');
  await tabTo(page, { name: '课程' });
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).pathname).toBe('/desk/courses');
  await tabTo(page, { id: 'title' });
  await page.keyboard.type('键盘建的课');
  await tabTo(page, { id: 'standardName' });
  await page.keyboard.type('养老护理员国家职业技能标准');
  await tabTo(page, { id: 'standardItems' });
  await page.keyboard.type('生活照护 60');
  await tabTo(page, { name: '建好' });
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('h1').textContent()).toBe('键盘建的课');

  await tabTo(page, { id: 'new-module' });
  await page.keyboard.type('生活照护');
  await page.keyboard.press('Enter');
  await page.getByText('模块加好了。').waitFor();
  const lessons: [string, string[]][] = [
    ['第一课', requiredTags.slice(0, 5)],
    ['第二课', requiredTags.slice(5, 8)],
  ];
  for (const [title, tags] of lessons) {
    await tabTo(page, { id: 'new-lesson' });
    await page.keyboard.type(title);
    for (const tag of tags) {
      await tabTo(page, { id: `tags-${tag}` });
      await page.keyboard.press('Space');
    }
    await tabTo(page, { name: '建好' });
    await page.keyboard.press('Enter');
    await expect.poll(titles(page)).toContain(title);
  }
  expect(await titles(page)()).toEqual(['第一课', '第二课']);

  // Moved by its keys and by its button; the focus goes with it.
  const second = await page.locator('a', { hasText: '第二课' }).getAttribute('id');
  await tabTo(page, { id: second ?? '' });
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(titles(page)).toEqual(['第二课', '第一课']);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe(second);
  await tabTo(page, { name: '下移:第二课' });
  await page.keyboard.press('Enter');
  await expect.poll(titles(page)).toEqual(['第一课', '第二课']);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('下移:第二课');

  // One subject lacks, and is named; then a lesson that is not published.
  const release = async () => {
    await tabTo(page, { name: '发布课程版本' });
    await page.keyboard.press('Enter');
  };
  await release();
  await page.getByRole('status').filter({ hasText: '课程还缺必讲的内容。' }).waitFor();
  expect(await page.locator('main').innerText()).toContain(`还缺:${topicTags.nutrition.zh}`);
  await tabTo(page, { id: 'new-lesson' });
  await page.keyboard.type('第三课');
  await tabTo(page, { id: 'tags-nutrition' });
  await page.keyboard.press('Space');
  await tabTo(page, { name: '建好' });
  await page.keyboard.press('Enter');
  await expect.poll(titles(page)).toHaveLength(3);
  await release();
  await page.getByRole('status').filter({ hasText: '有的课还没批准上线。' }).waitFor();
  const ids = await page
    .locator('main ol > li a[id^="lesson-"]')
    .evaluateAll((links) => links.map((link) => link.id.replace('lesson-', '')));
  for (const id of ids) await putVersion(site.house.sql, id);
  await release();
  await page.getByText('已发布为第 1 版。').waitFor();
  await tabTo(page, { id: second ?? '' });
  await page.keyboard.press('Enter');
  await expect
    .poll(() => new URL(page.url()).pathname)
    .toBe(`/desk/lessons/${second?.replace('lesson-', '')}`);
  await expect.poll(() => page.locator('h1').textContent()).toContain('第二课');
  await page.context().close();
}, 120_000);

test('markup in a name is text on every page, and runs nowhere (H06)', async () => {
  const { sql } = site.house;
  const [course] = await sql<{ id: string }[]>`
    insert into course (occupation_id, title, level, institution_id) values ('elder-care', ${canary}, '五级/初级工',
      ${fixtures.institutionId}) returning id`;
  const [module] = await sql<{ id: string }[]>`
    insert into course_module (course_id, ordinal, name) values (${course?.id ?? ''}, 1, ${canary}) returning id`;
  const [lesson] = await sql<{ id: string }[]>`
    insert into lesson (occupation_id, slug, title, institution_id, standard_item)
    values ('elder-care', 'canary', ${canary}, ${fixtures.institutionId}, ${canary}) returning id`;
  await sql`insert into module_lesson values (${module?.id ?? ''}, ${lesson?.id ?? ''}, 1)`;
  await putVersion(sql, lesson?.id ?? '', { document: canary });
  const [version] = await sql<{ id: string }[]>`
    insert into course_version (course_id, number) values (${course?.id ?? ''}, 1) returning id`;
  await sql`insert into course_lesson values (${version?.id ?? ''}, 1, ${lesson?.id ?? ''}, ${canary})`;
  const page = await site.sit(fixtures.author.phone, [/^console.error: Failed to load/]);
  // Positive control: where it is markup, it runs.
  await page.setContent(canary);
  await expect.poll(() => isHurt(page)).toBe(1);
  for (const path of ['/desk/courses', `/desk/courses/${course?.id}`, '/catalogue/elder-care']) {
    await page.goto(path);
    expect(await page.locator('main').innerText(), path).toContain(canary);
    expect(await isHurt(page), path).toBeNull();
  }
  const answer = await page.request.get('/catalogue.json');
  expect(answer.headers()['content-type']).toMatch(/^application\/json/);
  await page.context().close();
});

test('every page of it on every screen: nothing too wide, nothing that axe finds', async () => {
  const page = await site.sit(fixtures.author.phone);
  const wrong: string[] = [];
  const [own] = await site.house.sql<{ id: string }[]>`
    select id from course where institution_id = ${fixtures.institutionId} limit 1`;
  for (const path of [
    '/desk/courses',
    `/desk/courses/${own?.id}`,
    `/desk/courses/${outlineCourseId('elder-care')}`,
  ]) {
    await page.goto(path);
    await page.locator('summary').evaluateAll((all) => all.forEach((one) => (one as HTMLElement).click()));
    wrong.push(...(await findFaults(page, path, atEveryDesk)));
  }
  expect(wrong).toEqual([]);
  await page.context().close();
});

test('a lesson that only a demonstration approved is labelled where its author looks', async () => {
  const { sql } = site.house;
  const page = await site.sit(fixtures.author.phone);
  const lessons = await sql<{ id: string }[]>`
    select id from lesson where occupation_id = 'elder-care' and slug in ('09-soft-and-special-food', '13-toilet-help')
    order by slug`;
  await putVersion(sql, lessons[0]?.id ?? '', { document: '演示第1号' });
  await putVersion(sql, lessons[1]?.id ?? '');
  await page.goto(`/desk/courses/${outlineCourseId('elder-care')}`);
  const row = (title: string) => page.locator('main ol > li').filter({ hasText: title });
  await row('软食').first().waitFor();
  expect(await page.locator('main').getByText('演示批准').count()).toBe(1);
  expect(await page.locator('main').innerText()).toContain('还要对原文');
  await page.goto(`/desk/courses/${outlineCourseId('orphan-care')}`);
  expect(await page.locator('main').innerText()).toContain('编码待核对');
  await page.context().close();
});
