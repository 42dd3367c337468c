import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixtureLearner } from '../harness/fixtures.ts';
import { obey } from './obey.ts';
import { openStudio, type Studio } from './open-studio.ts';

// P007 in a real browser: before a lesson, in its middle, and what is said when it is not the person.

let studio: Studio;
beforeAll(async () => {
  studio = await openStudio('A1', {
    popup_min_gap_s: 8,
    popup_max_gap_s: 12,
    class_hour_min_s: 30,
    face_check: { at_start: true, random_per_class_hour: 1, after_absence_s: 1_800, control_share_pct: 100 },
  });
  await studio.enrol(1);
}, 240_000);
afterAll(() => studio?.close());

const begin = (page: Page) => page.getByRole('button', { name: /开始学|接着学/ }).click();
const playing = (page: Page) => page.getByRole('button', { name: '停一下' }).waitFor({ timeout: 30_000 });

it('asks before the first lesson of a sitting, and in its middle, and goes on', async () => {
  const { sql, puppet } = studio;
  await puppet.show('A1');
  const page = await studio.enter(1);
  await page.goto('/lessons/1');
  await page.getByRole('button', { name: '开始照' }).click();
  expect(await obey(page, puppet)).toBe('照好了。');
  await begin(page);
  await playing(page);
  await page.getByText('老师点名').waitFor({ timeout: 40_000 });
  expect(await obey(page, puppet)).toBe('照好了。');
  await playing(page);
  const { id } = fixtureLearner(1);
  const passed = await sql<{ purpose: string; state: string }[]>`
    select purpose, state from face_challenge where learner_id = ${id} order by asked_wall_ms`;
  expect(passed).toEqual([
    { purpose: 'enrolment', state: 'passed' },
    { purpose: 'lesson', state: 'passed' },
    { purpose: 'control', state: 'passed' },
  ]);
  const [progress] = await sql<{ provenMs: number }[]>`
    select proven_ms::int as "provenMs" from lesson_progress where learner_id = ${id} and ordinal = 1`;
  expect(progress?.provenMs).toBeGreaterThan(5_000);
  await page.close();
}, 240_000);
