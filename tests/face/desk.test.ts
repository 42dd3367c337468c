import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../../app/platform/house.server.ts';
import { makePhotograph } from '../cheats/make-photograph.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { countPictures, openDeskSite, type DeskSite } from './open-desk-site.ts';
import { putCase, storeChallenge, storePhotograph, storeReference } from './store-face.ts';

// The desk in Chromium: the whole queue by keys, no picture without a reason, a learner's data at her clerk's desk.

let site: DeskSite;
let house: House;
const [first, second, third, fourth] = [1, 2, 3, 4].map(fixtureLearner) as [
  ...[ReturnType<typeof fixtureLearner>, ReturnType<typeof fixtureLearner>],
  ...[ReturnType<typeof fixtureLearner>, ReturnType<typeof fixtureLearner>],
];
let contested = '';
let tried = '';

beforeAll(async () => {
  site = await openDeskSite(fillQueue);
  house = site.house;
});
afterAll(() => site?.close());

/** A photograph that a learner contests, and a check that was tried three times. */
async function fillQueue(house: House): Promise<void> {
  await storeReference(house, first.id, 'active');
  await storePhotograph(house, first, 'match', true);
  const photograph = await storePhotograph(house, first, 'other', false);
  const subject = { subjectKind: 'snapshot', subjectId: photograph.id } as const;
  contested = await putCase(house, first.id, 'contested', subject, { words: '这就是我' });
  await storeReference(house, second.id, 'active');
  const challenge = await storeChallenge(house, second.id, 12);
  tried = await putCase(house, second.id, 'three_tries', {
    subjectKind: 'challenge',
    subjectId: challenge.id,
  });
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: at, body } = document;
    return at && at !== body ? `${at.textContent} ${at.id}` : '';
  });
const pathOf = (page: Page) => () => new URL(page.url()).pathname;

/** The page is live: its keys work. */
const untilKeys = (page: Page) => page.getByRole('button', { name: '快捷键: 开' }).waitFor();

/** Tabs until what has the focus says `text`. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await focused(page)).includes(text)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by Tab to ${text}`);
}

async function readDecision(id: string) {
  const [row] = await house.sql<{ decision: string | null; reason: string | null }[]>`
    select decision, reason from face_case where id = ${id}`;
  return row;
}

test('a clerk works through the queue without a mouse', async () => {
  const page = await site.sit(fixtures.clerk.phone);
  await page.goto('/desk');
  await tabTo(page, '1 张学员请再看的');
  await page.keyboard.press('Enter');
  await expect.poll(pathOf(page)).toBe('/desk/reviews');
  await untilKeys(page);
  expect(await page.locator('img').count(), 'a list shows nobody').toBe(0);
  await page.keyboard.press('j');
  await expect.poll(pathOf(page)).toBe(`/desk/reviews/${contested}`);
  await expect.poll(() => focused(page)).toContain(first.name);
  expect(await page.getByText('这就是我').count()).toBe(1);
  expect(await page.locator('img').count(), 'no reason yet').toBe(0);

  await tabTo(page, 'view-reason');
  await page.keyboard.type('学员说判得不对');
  await page.keyboard.press('Enter');
  await expect.poll(countPictures(page)).toBe(3);
  await expect.poll(() => focused(page)).toContain(first.name);
  const views = await house.sql<{ reason: string }[]>`
    select reason from data_view where learner_id = ${first.id} and viewer_id = ${fixtures.clerk.id} and kind = 'picture'`;
  expect(views.map(({ reason }) => reason)).toEqual(Array.from({ length: 3 }, () => '学员说判得不对'));

  await page.keyboard.press('1');
  await expect.poll(() => focused(page)).toContain('reason');
  expect(await page.getByRole('radio', { name: /^是同一人/ }).isChecked()).toBe(true);
  await page.keyboard.type('2k 眉眼一样');
  expect(await page.getByRole('radio', { name: /^是同一人/ }).isChecked(), 'no key acts while typing').toBe(
    true,
  );
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('记下了。').waitFor();
  expect(await readDecision(contested)).toEqual({ decision: 'same_person', reason: '2k 眉眼一样' });
  await expect.poll(pathOf(page)).toBe('/desk/reviews');

  await page.goto('/desk/reviews');
  await untilKeys(page);
  await page.keyboard.press('j');
  await expect.poll(pathOf(page)).toBe(`/desk/reviews/${tried}`);
  // The reason holds for the visit.
  await expect.poll(countPictures(page)).toBe(13);
  await page.keyboard.press('2');
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await page.keyboard.type('本人到场,看过证件');
  await page.keyboard.press('Enter');
  await page.getByText('没有要核对的。').waitFor();
  expect(await readDecision(tried)).toMatchObject({ decision: 'witnessed' });
  await page.context().close();
});

test('keys can be switched off, and stay off', async () => {
  const id = await doubt(third);
  const page = await site.sit(fixtures.reviewer.phone);
  await page.goto(`/desk/reviews/${id}`);
  await untilKeys(page);
  await page.getByRole('button', { name: '快捷键' }).click();
  await page.reload({ waitUntil: 'networkidle' });
  await page.getByRole('button', { name: '快捷键: 关' }).waitFor();
  await page.keyboard.press('1');
  expect(await page.getByRole('radio', { name: /^是同一人/ }).isChecked()).toBe(false);
  await page.getByRole('button', { name: '快捷键' }).click();
  await page.keyboard.press('1');
  await expect.poll(() => page.getByRole('radio', { name: /^是同一人/ }).isChecked()).toBe(true);
  await page.context().close();
});

async function doubt(learner: typeof first): Promise<string> {
  const { id } = await storePhotograph(house, learner, 'doubt', true);
  return putCase(house, learner.id, 'doubt', { subjectKind: 'snapshot', subjectId: id });
}

test('who was slower is told, and the first decision stands', async () => {
  const id = await doubt(third);
  const page = await site.sit(fixtures.clerk.phone, [/status of 409/]);
  await page.goto(`/desk/reviews/${id}`);
  await untilKeys(page);
  await page.getByRole('radio', { name: /^看不出来/ }).check();
  await page.locator('#reason').fill('光太暗,看不清');
  await house.sql`update face_case set decided_at = now(), decision = 'same_person', reason = '看得清',
    decided_by = ${fixtures.reviewer.id} where id = ${id}`;
  await page.getByRole('button', { name: '记下' }).click();
  await page.getByRole('status').getByText('这一件已经有人办了。').waitFor();
  await page.getByText('已定').waitFor();
  expect(await page.locator('article').innerText()).toContain(fixtures.reviewer.name);
  expect(await readDecision(id)).toMatchObject({ decision: 'same_person' });
  await page.context().close();
});

test('an inspector reads and decides nothing', async () => {
  const id = await doubt(third);
  const page = await site.sit(fixtures.inspector.phone);
  await page.goto(`/desk/reviews/${id}`);
  await page.getByText('检查人只看,不定。').waitFor();
  expect(await page.getByRole('button', { name: '记下' }).count()).toBe(0);
  await page.context().close();
});

test("a clerk at her own learner's page: consent, ID photograph, witness, who looked", async () => {
  const page = await site.sit(fixtures.clerk.phone, [/status of 4(15|22)/]);
  await page.goto('/desk');
  await page.getByRole('link', { name: fourth.name, exact: true }).click();
  await expect.poll(pathOf(page)).toBe(`/desk/people/${fourth.id}`);
  expect(await page.getByLabel('选照片').count(), 'consent comes first').toBe(0);
  await page.getByRole('button', { name: '本人在场,同意' }).click();
  await page.getByText('在教务处 ·').waitFor();
  const [consent] = await house.sql`select action, channel from face_consent where learner_id = ${fourth.id}`;
  expect(consent).toMatchObject({ action: 'given', channel: 'desk' });

  const upload = async (name: string, mimeType: string, buffer: Buffer) => {
    await page.getByLabel('选照片').setInputFiles({ name, mimeType, buffer });
    await page.getByRole('button', { name: '上传' }).click();
  };
  await upload('id.jpg', 'image/jpeg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  await page.getByRole('alert').getByText('这不是照片。').waitFor();
  expect(await house.sql`select 1 from id_photo where learner_id = ${fourth.id}`).toHaveLength(0);
  await upload('id.jpg', 'image/jpeg', await makePhotograph(77));
  await page.getByRole('status').getByText('记下了。').waitFor();
  expect(await house.sql`select 1 from id_photo where learner_id = ${fourth.id}`).toHaveLength(1);

  await page.locator('#view-reason').fill('看证件照清不清楚');
  await page.getByRole('button', { name: '看照片' }).click();
  await expect.poll(countPictures(page)).toBe(1);
  await page.reload();
  await page.getByRole('cell', { name: '看证件照清不清楚' }).first().waitFor();

  await storeReference(house, fourth.id, 'active');
  await page.reload();
  await page.locator('#witness-reason').fill('本人到场,我教她两年');
  await page.getByRole('button', { name: '当面见过' }).click();
  await page.getByText('今天已当面看过').waitFor();
  const kinds = await house.sql<{ kind: string }[]>`
    select kind from face_case where learner_id = ${fourth.id} and decision = 'witnessed'`;
  expect(kinds.map(({ kind }) => kind)).toEqual(['three_tries']);

  await page.locator('#change-reason').fill('眼睛做了手术');
  await page.getByRole('button', { name: '允许换照片' }).click();
  await page.getByText('已允许换').waitFor();
  await page.context().close();
});

test('class hours on a clerk’s word are marked for the bureau', async () => {
  await house.sql`insert into enrolment_study (learner_id, enrolment_id, witnessed_hours)
    values (${fourth.id}, ${fourth.enrolmentId}, '{1,0}')`;
  const page = await site.sit(fixtures.reviewer.phone);
  await page.goto('/desk');
  const row = page.getByRole('row').filter({ hasText: fourth.name });
  expect(await row.innerText()).toContain('1、2');
  expect(await row.innerText()).toContain('本人到场,我教她两年');
  await page.context().close();
});

test('the bureau enters an impact assessment; a version is used once', async () => {
  const page = await site.sit(fixtures.reviewer.phone, [/status of 422/]);
  await page.goto('/desk/face-data');
  await page.getByText('要做新的影响评估').waitFor();
  const enter = async () => {
    await page.getByLabel('编号').fill('2026-1');
    await page.getByLabel('评估日期').fill('2026-01-05');
    await page.getByLabel('结论摘要').fill('只用于核验本人,措施足够,风险可控。');
    await page.getByRole('button', { name: '登记' }).click();
  };
  await enter();
  await page.getByText('登记好了。').waitFor();
  expect(await page.getByText('要做新的影响评估').count()).toBe(0);
  await enter();
  await page.getByRole('alert').getByText('编号没填,或已经用过。').waitFor();
  const file = await page.request.get('/desk/face-data/filing?as=csv');
  expect(file.headers()['content-type']).toMatch(/text\/csv/);
  expect(await file.text()).not.toContain(first.name);
  await page.context().close();
});
