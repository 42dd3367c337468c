import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixtureLearner } from '../harness/fixtures.ts';
import { obey } from './obey.ts';
import { openStudio, type Studio } from './open-studio.ts';

let studio: Studio;
beforeAll(async () => {
  studio = await openStudio('A1');
});
afterAll(() => studio?.close());

it('leads from home through notice and pictures to the teacher, and to the lesson', async () => {
  const { sql, puppet } = studio;
  const { id } = fixtureLearner(1);
  const page = await studio.enter(1);
  await page.goto('/');
  expect(await page.locator('h1').innerText()).toBe('先做三件事:登录、看说明、照张相。');
  await page.getByRole('link', { name: '看说明' }).click();
  await page.getByRole('button', { name: '同意' }).click();
  await page.getByRole('button', { name: '去照相' }).click();
  await page.getByRole('button', { name: '开始照' }).click();
  expect(await obey(page, puppet)).toBe('照好了。');
  await expect.poll(() => page.locator('h1').innerText()).toBe('照片等老师确认。');
  const [consent] = await sql<{ action: string; channel: string }[]>`
    select action, channel from face_consent where learner_id = ${id}`;
  expect(consent).toEqual({ action: 'given', channel: 'own_device' });
  await studio.decide(1, 'enrolment', 'approved');
  await expect.poll(() => page.locator('h1').innerText(), { timeout: 15_000 }).toBe('您的照片确认好了。');
  await page.close();
});
