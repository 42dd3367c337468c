import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { elsewhere, openClassroom, playing, readVideo, says, type Classroom } from './open-classroom.ts';

// P005: the second window asks; when it takes over, the first stops at once and says so.

let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom({ popup_min_gap_s: 60, popup_max_gap_s: 70, class_hour_min_s: 600 });
});
afterAll(() => classroom?.close());

it('moves between two windows of one browser, one playing at a time', async () => {
  const first = await classroom.enter(1, [elsewhere]);
  await classroom.begin(first);
  const second = await classroom.another(first.context(), [elsewhere]);
  await second.goto(`${classroom.url}/lessons/1`);
  await says(second, '您正在另一个窗口学。要换到这里吗?');
  expect((await readVideo(first)).paused).toBe(false);
  await second.getByRole('button', { name: '在这里学' }).click();
  await says(first, '您在另一个窗口学,这里停了。', 2_000);
  await second.getByRole('button', { name: /开始学|接着学/ }).click();
  await playing(second);
  await first.getByRole('button', { name: '在这里学' }).click();
  await says(second, '您在另一个窗口学,这里停了。', 2_000);
  await first.context().close();
});

it('tells the first device within one beat that a second one took over', async () => {
  const phone = await classroom.enter(2, [elsewhere]);
  await classroom.begin(phone);
  const laptop = await classroom.enter(2, [elsewhere]);
  await laptop.goto(`${classroom.url}/lessons/1`);
  await laptop.getByRole('button', { name: '在这里学' }).click();
  await laptop.getByRole('button', { name: /开始学|接着学/ }).waitFor();
  await says(phone, '您在另一个窗口学,这里停了。', 7_000);
  await expect.poll(() => phone.locator('.lesson-player video').count()).toBe(0);
  await Promise.all([phone.context().close(), laptop.context().close()]);
});

it('leaves the first window alone when the second one stays away', async () => {
  const first = await classroom.enter(3, [elsewhere]);
  await classroom.begin(first);
  const second = await classroom.another(first.context(), [elsewhere]);
  await second.goto(`${classroom.url}/lessons/1`);
  await second.getByRole('link', { name: '不换' }).click();
  await second.waitForURL(`${classroom.url}/`);
  await sleep(6_000);
  expect((await readVideo(first)).paused).toBe(false);
  await first.context().close();
});
