import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { fixtures } from '../harness/fixtures.ts';
import { readPaper, rightOf } from '../final-test/sit-test.ts';
import { studyHour } from '../proof/study-hour.ts';
import type { Sql } from '../../db/client.ts';
import { answerOnPage, readOpenControl } from './answer-on-page.ts';
import { learners, says } from './class-steps.ts';
import type { Journey } from './open-journey.ts';

/** Who she is in the ledger; the pages never say it. */
export type Place = { learnerId: string; enrolmentId: string; name: string; n: number };

export async function findPlace(sql: Sql, classId: string, name: string): Promise<Place> {
  const [row] = await sql<{ learnerId: string; enrolmentId: string }[]>`
    select p.id as "learnerId", e.id as "enrolmentId" from enrolment e join person p on p.id = e.learner_id
    where e.class_id = ${classId} and p.name = ${name}`;
  if (!row) throw new Error(`${name} is not in the class`);
  return { ...row, name, n: 1 };
}

/** The first lesson from its first second to its last on her phone: real beats, real controls, its photograph. */
export async function studyFirst({ sql, onPhone }: Journey, phone: Page, place: Place): Promise<void> {
  await phone.getByRole('heading', { name: '从第 1 课开始学。' }).waitFor();
  await says(phone, learners.first.name);
  await onPhone(phone, 'home');
  await phone.getByRole('link', { name: '继续学第1课' }).click();
  await phone.getByRole('button', { name: '开始学' }).click();
  await phone.getByRole('button', { name: '停一下' }).waitFor();
  await onPhone(phone, 'lesson');
  let answered = 0;
  const endMs = performance.now() + 150_000;
  for (;;) {
    const [row] = await sql<{ isDone: boolean }[]>`
      select completed_at is not null as "isDone" from lesson_progress where learner_id = ${place.learnerId}`;
    if (row?.isDone) break;
    if (performance.now() > endMs) throw new Error(`not done: ${await phone.locator('main').innerText()}`);
    const control = await readOpenControl(sql, place.learnerId);
    if (control && answered === 0 && (await phone.getByText('老师点名').isVisible()))
      await onPhone(phone, 'control');
    if (control && (await answerOnPage(phone, null, control))) answered++;
    await sleep(150);
  }
  await says(phone, '这一课学完了');
  expect(answered, 'controls were asked and answered').toBeGreaterThanOrEqual(2);
  await onPhone(phone, 'lesson-done');
}

/**
 * The second lesson as her log and ledger would hold it, its class hour on a clerk's word. Studying it would take another
 * 42 s and show nothing new; a hour on a witness is what the bureau has to decide about.
 */
export async function bringSecond(sql: Sql, place: Place): Promise<void> {
  const { learnerId, enrolmentId } = place;
  await expect
    .poll(() => sql`select 1 from lease where learner_id = ${learnerId} and ended_at is null`)
    .toHaveLength(0);
  const [last] = await sql<{ fence: number }[]>`
    select max(fence)::int as fence from lease where learner_id = ${learnerId}`;
  const fence = (last?.fence ?? 0) + 1;
  await studyHour(sql, place, 2, 'witnessed', fence);
  const second = fixtures.lessons[1];
  await sql`insert into lease (learner_id, fence, enrolment_id, lesson_id, video_version_id, ordinal, base_ms, rules,
      face, window_id, user_agent, opened_at, ended_at, end_reason, last_seen_at, media_ms, counted_wall_ms,
      counted_mono_ms, counted_boot)
    values (${learnerId}, ${fence}, ${enrolmentId}, ${second?.lessonId ?? ''}, ${second?.videoVersionId ?? ''}, 2, 0, '{}',
      'witnessed', 'w-studied', 'test', now(), now(), 'closed', now(), 0, 0, 0, 'boot')`;
  await sql`insert into face_witness (learner_id, id, case_id, clerk_id, witnessed_at, until, reason)
    values (${learnerId}, ${randomUUID()}, ${randomUUID()}, ${fixtures.clerk.id}, now(), now() + interval '1 hour',
      '手机相机坏了,本人带身份证到校')`;
}

/** She says how the class was. */
export async function answerSurvey({ onPhone }: Journey, phone: Page, step: string): Promise<void> {
  await phone.goto('/');
  await says(phone, '有个调查,1 分钟。');
  await phone.getByRole('link', { name: '去回答' }).click();
  await says(phone, '不记姓名。');
  await onPhone(phone, 'survey');
  for (const question of ['这个班,您满意吗?', '老师教得怎么样?', '学的东西用得上吗?', '网上的课好用吗?'])
    await phone.getByRole('group', { name: question }).getByLabel(step, { exact: true }).check();
  await phone.getByRole('button', { name: '交上去' }).click();
  await says(phone, '收到了,谢谢您。');
  await onPhone(phone, 'survey-thanks');
}

/** The final test on her phone: four of five are right, the wrong one is shown. */
export async function passTest({ sql, onPhone }: Journey, phone: Page, { learnerId }: Place): Promise<void> {
  await phone.goto('/');
  await phone.getByRole('heading', { name: '课都学完了,可以考试。' }).waitFor();
  await onPhone(phone, 'home-test');
  await phone.getByRole('link', { name: '去考试' }).click();
  await says(phone, '对 3 题');
  await onPhone(phone, 'test-start');
  await phone.getByRole('button', { name: '开始考试' }).click();
  await says(phone, '第 1 题,共 5 题');
  await onPhone(phone, 'test-question');
  const [paper] = await sql<{ id: string }[]>`
    select id from test_paper where learner_id = ${learnerId} and ended_at is null`;
  const right = rightOf(await readPaper(sql, paper?.id ?? ''));
  for (const [i, place] of right.entries()) {
    await says(phone, `第 ${i + 1} 题,共 5 题`);
    const choice = i === 4 ? (place + 1) % 3 : place;
    await phone.getByRole('listitem').getByRole('button').nth(choice).click();
    await phone.getByRole('button', { name: i < 4 ? '下一题' : '去交卷', exact: true }).click();
  }
  await phone.getByRole('heading', { name: '都答完了。' }).waitFor();
  await onPhone(phone, 'test-overview');
  await phone.getByRole('button', { name: '交卷' }).click();
  await phone.getByRole('heading', { name: '考过了。' }).waitFor({ timeout: 30_000 });
  expect(await phone.locator('main').innerText()).toContain('5 题答对 4 题');
  await onPhone(phone, 'test-passed');
}
