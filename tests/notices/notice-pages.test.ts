import { afterAll, beforeAll, expect, test } from 'vitest';
import { readClock } from '../../app/platform/clock.server.ts';
import { setStanding } from '../../app/training/application/set-standing.server.ts';
import { writeExport } from '../../app/training/exports/write-export.server.ts';
import { deliverRecords } from '../../app/training/outbox/deliver-records.server.ts';
import { sweepRecords } from '../../app/training/outbox/sweep-records.server.ts';
import { bureau } from '../application/open-application.ts';
import { openDeskSite, type DeskSite } from '../face/open-desk-site.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { examine } from '../harness/examine-page.ts';

// Notices at a desk and on a telephone, what was delivered to the supervision platform, and files that were asked for.

let site: DeskSite;
beforeAll(async () => {
  site = await openDeskSite(async ({ sql }) => {
    await sql`update training_class set title = '养老护理员春季一班' where id = ${fixtures.classId}`;
    const facts = { classId: fixtures.classId, class: '养老护理员春季一班', institution: '测试培训学校' };
    const put = (recipient: string, kind: string, more: object, n = 0) => sql`
      insert into notice (recipient_id, kind, subject, facts, at)
      values (${recipient}, ${kind}, ${`${kind} ${n}`}, ${sql.json({ ...facts, ...more })}, now() - ${n} * interval '1 hour')`;
    for (let n = 34; n > 0; n--) await put(fixtures.clerk.id, 'class_behind', { count: n }, n);
    await put(fixtures.clerk.id, 'never_signed_in', { count: 2 });
    await put(fixtures.clerk.id, 'class_returned', {});
    await put(fixtures.clerk.id, 'assessment_locked', { day: '2027-01-05' });
    await put(fixtureLearner(1).id, 'class_approved', {}, 5);
    await put(fixtureLearner(1).id, 'behind', {});
    await put(fixtureLearner(2).id, 'behind', {});
    await sweepRecords(sql, null, Date.now());
  });
}, 120_000);
afterAll(() => site?.close());

test('a clerk sees how many are new in the frame, reads them, goes back in time, and follows one', async () => {
  const page = await site.sit(fixtures.clerk.phone);
  await page.goto('/desk');
  await page.getByRole('link', { name: '通知 · 37' }).click();
  await page.getByText('“养老护理员春季一班”开课 2 天,2 人还没登录。').waitFor();
  await examine(page, 'desk-notices');
  await page.getByRole('button', { name: /知道了.*退回来了/ }).press('Enter');
  await page.getByRole('link', { name: '通知 · 36' }).waitFor();
  await page.getByRole('link', { name: '看更早的' }).click();
  await page.getByText('有 34 人落后。').waitFor();
  expect(await page.getByRole('button', { name: '全部看过' }).count()).toBe(0);
  await page.getByRole('link', { name: '回到最新' }).click();
  await page.getByRole('button', { name: '全部看过' }).click();
  await page.getByRole('link', { name: '通知', exact: true }).waitFor();
  // Another clerk's bureau barred the institution meanwhile.
  await setStanding(
    site.house.sql,
    bureau,
    fixtures.institutionId,
    { standing: 'barred', untilDay: null, reason: '场地不合格' },
    readClock(),
  );
  await page.reload();
  await page.getByText('本机构不能开班。').waitFor();
  await page.getByRole('link', { name: '通知 · 1' }).waitFor();
  await page.getByRole('link', { name: /开课 2 天/ }).click();
  await page.waitForURL(/board\?show=never/);
  await page.context().close();
}, 60_000);

test('whoever was told nothing reads so', async () => {
  const page = await site.sit(fixtures.author.phone);
  await page.goto('/desk/notices');
  await page.getByText('还没有通知。').waitFor();
  await examine(page, 'desk-notices-empty');
  await page.context().close();
});

test('a learner has one line on her first page, a list, and a way to stop text messages', async () => {
  const page = await site.sit(fixtureLearner(1).phone);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await page.getByText('有 2 条新通知。').waitFor();
  await examine(page, 'home');
  await page.getByRole('link', { name: '看通知' }).click();
  await page.getByText('“养老护理员春季一班”您学得慢了一点。').waitFor();
  await examine(page, 'learner-notices');
  await page.getByRole('button', { name: '不收短信' }).click();
  await page.getByText('已经不发短信了。').waitFor();
  await page.getByRole('button', { name: '收短信', exact: true }).click();
  await page.getByText('有事会发短信给您', { exact: false }).waitFor();
  await page.getByRole('button', { name: '全部看过' }).click();
  await page.getByRole('link', { name: '回首页' }).click();
  await page.getByRole('link', { name: '通知', exact: true }).waitFor();
  await page.context().close();
}, 60_000);

test('the bureau sees what waits and why, then what was delivered; the class says the same', async () => {
  const page = await site.sit(fixtures.bureau.phone);
  const { sql } = site.house;
  await sql`update supervision_delivery set answer = 'HTTP 503', tries = 2, next_at = now() - interval '1 minute'
    where seq in (select seq from supervision_record where class_id = ${fixtures.classId} limit 1)`;
  await page.goto('/desk');
  await page.getByRole('link', { name: '报送监管' }).click();
  await page.getByText(/\d+ 条等着送。/).waitFor();
  await page.getByText(/HTTP 503 · .* 再送/).waitFor();
  await examine(page, 'supervision-waiting');
  await page.goto(`/desk/classes/${fixtures.classId}/application`);
  await page.getByText('还没送到监管平台,暂不认可。').waitFor();
  const took: number[] = [];
  const adapter = {
    ...{ name: 'http' as const, batchMax: 500, nameBatch: () => 'all' },
    deliver: (_batch: string, records: { seq: number }[]) => {
      took.push(...records.map(({ seq }) => seq));
      return Promise.resolve({ accepted: records.map(({ seq }) => seq), refused: [] });
    },
  };
  await deliverRecords(site.house, adapter, Date.now());
  expect(took.length).toBeGreaterThan(10);
  await page.reload();
  await page.getByText(/送到 (\d+)\/\1 条/).waitFor();
  await examine(page, 'class-delivered');
  await page.goto('/desk/supervision?waiting');
  await page.getByText('都送到了。').first().waitFor();
  await examine(page, 'supervision-done');
  await page.goto('/desk/supervision');
  await page.getByText('送到', { exact: true }).first().waitFor();
  await examine(page, 'supervision');
  await page.context().close();
}, 60_000);

test('a file is asked for, its progress is seen also without scripts, then it is downloaded; or it is stopped', async () => {
  const page = await site.sit(fixtures.clerk.phone);
  const { sql } = site.house;
  await page.goto('/desk/exports');
  await page.getByText('还没导出过。').waitFor();
  await page.getByRole('button', { name: /全部学员学时/ }).press('Enter');
  await page.getByText('排队').waitFor();
  await page.getByRole('button', { name: '停下 全部学员学时' }).click();
  await page.getByText('停了', { exact: true }).waitFor();
  await page.getByRole('button', { name: /全部学员学时 · 开始/ }).click();
  await page.getByText('排队').waitFor();
  const [asked] = await sql<{ id: string }[]>`select id from export_file where state = 'waiting'`;
  const id = asked?.id ?? '';
  await sql`update export_file set state = 'working', rows_all = 200, rows_done = 84 where id = ${id}`;
  await page.getByText('42%').waitFor();
  await examine(page, 'exports-working');
  const plain = await page
    .context()
    .browser()
    ?.newContext({ javaScriptEnabled: false, baseURL: new URL(page.url()).origin });
  if (!plain) throw new Error('no browser');
  await plain.addCookies(await page.context().cookies());
  const still = await plain.newPage();
  await still.goto('/desk/exports');
  await still.getByText('42%').waitFor();
  await sql`update export_file set rows_done = 160 where id = ${id}`;
  await still.getByRole('link', { name: '刷新看进度' }).click();
  await still.getByText('80%').waitFor();
  await plain.close();
  await sql`update export_file set state = 'waiting', rows_all = null, rows_done = 0 where id = ${id}`;
  await writeExport(site.house, id, readClock, new AbortController().signal);
  const link = page.getByRole('link', { name: /下载 全部学员学时/ });
  await link.waitFor();
  await examine(page, 'exports-ready');
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(file.suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d-learners\.csv$/);
  await page.context().close();
}, 60_000);
