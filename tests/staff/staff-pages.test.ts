import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDeskSite, type DeskSite } from '../face/open-desk-site.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { examine } from '../harness/examine-page.ts';

// A head invites a clerk, who comes in with a second step; suspension, looks, machines; each page on both screens.

let site: DeskSite;
beforeAll(async () => {
  site = await openDeskSite(async ({ sql }) => {
    await sql`update institution set name = '安心养老职业培训学校' where id = ${fixtures.institutionId}`;
    await sql`
      insert into data_view (viewer_id, viewer_role, viewer_institution_id, kind, learner_id, institution_id, reason, at)
      select ${fixtures.inspector.id}, 'inspector', ${fixtures.institutionId}, 'evidence', ${fixtureLearner(1).id},
        ${fixtures.institutionId}, '抽查第三季度学时', now() - n * interval '1 hour' from generate_series(1, 60) n`;
    await sql`insert into job (kind, subject, payload) values ('snapshot', 'somebody', '{"name": "某人"}')`;
  });
}, 120_000);
afterAll(() => site?.close());

const refusal = [/status of 4(09|10|22|29|01|03)/];

test('a head invites, a clerk accepts, sets the second step up and comes in with it', async () => {
  const head = await site.sit(fixtures.head.phone, refusal);
  await head.goto('/desk');
  await head.getByRole('link', { name: '人员账号' }).click();
  await head.getByRole('button', { name: '发邀请' }).click();
  await head.getByText('先填姓名。').first().waitFor();
  await head.locator('#invite-name').fill('李新来');
  await head.locator('#invite-phone').fill('1370000');
  await head.getByRole('button', { name: '发邀请' }).click();
  await head.getByText('手机号是 11 位数字。').first().waitFor();
  expect(await head.locator('#invite-name').inputValue(), 'nothing typed is lost').toBe('李新来');
  await examine(head, 'invite-refused');
  await head.locator('#invite-phone').fill('13700000001');
  await head.locator('#invite-post').selectOption({ label: '教务' });
  await head.getByRole('button', { name: '发邀请' }).press('Enter');
  const told = head.getByRole('status');
  await told.getByText('李新来的邀请码').waitFor();
  const code = /(\d{6})/.exec(await told.innerText())?.[1] ?? '';
  const link = /(http:\S+)/.exec(await told.innerText())?.[1] ?? '';
  await examine(head, 'invited');
  await head.getByRole('table', { name: '邀请' }).getByText('等接受').waitFor();
  // From today on everybody here has a second step.
  await head.getByRole('button', { name: '定下' }).click();
  await head.waitForURL(/second-step/);

  const guest = await site.sit(fixtureLearner(12).phone, refusal);
  await guest.context().clearCookies();
  await guest.goto(link);
  await guest.getByText('李新来,请您任安心养老职业培训学校的教务。').waitFor();
  await guest.locator('#phone').fill('13700000001');
  await guest.locator('#code').fill(code === '000000' ? '000001' : '000000');
  await guest.locator('#password').fill('春风又绿江南岸边');
  await guest.getByRole('button', { name: '开好账号' }).click();
  await guest.getByText('手机号或邀请码对不上。').first().waitFor();
  await examine(guest, 'invitation-refused');
  await guest.locator('#code').fill(code);
  await guest.locator('#password').fill('春风又绿江南岸边');
  await guest.getByRole('button', { name: '开好账号' }).click();
  await guest.waitForURL(/second-step/);
  await guest.getByText('先设好两步登录。').waitFor();
  await examine(guest, 'second-step-set-up');
  // No way round it.
  await guest.goto('/desk');
  expect(new URL(guest.url()).pathname).toBe('/second-step');
  const key = await guest.locator('.select-all').innerText();
  const totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) });
  await guest.locator('#code').fill('000000');
  await guest.getByRole('button', { name: '设好了' }).click();
  await guest.getByText('验证码不对。').first().waitFor();
  await guest.locator('#code').fill(totp.generate());
  await guest.getByRole('button', { name: '设好了' }).click();
  await guest.getByText('这 10 个备用码请抄下来').waitFor();
  const recovery = await guest.getByRole('listitem').allInnerTexts();
  expect(recovery).toHaveLength(10);
  await examine(guest, 'recovery-codes');
  await guest.getByRole('link', { name: '抄好了,进入' }).click();
  await guest.getByRole('heading', { name: '本机构学员' }).waitFor();

  // The next day: password, then a recovery code, because the phone is away.
  await guest.getByRole('button', { name: '退出' }).click();
  await guest.waitForURL(/sign-in/);
  await guest.locator('#phone').fill('13700000001');
  await guest.locator('#password').fill('春风又绿江南岸边');
  await guest.getByRole('button', { name: '登录' }).click();
  await guest.getByText('填手机验证器上的 6 位数字。').waitFor();
  await examine(guest, 'second-step-code');
  await guest.locator('#code').fill(recovery[0] ?? '');
  await guest.getByRole('button', { name: '进入' }).click();
  await guest.getByRole('heading', { name: '本机构学员' }).waitFor();
  await guest.goto('/second-step');
  await guest.getByText('备用码还剩 9 个。').waitFor();
  await examine(guest, 'second-step-set');
  await guest.goto(link);
  await guest.getByText('这个邀请用不了了。').waitFor();
  await guest.context().close();
  await head.context().close();
});

test('a bureau suspends a second head, who reads whom to ask, and lets her return', async () => {
  const { sql } = site.house;
  await sql`insert into person (institution_id, role, name, phone, password_hash)
    select institution_id, 'head', '副校长', '13700000002', password_hash from person where id = ${fixtures.head.id}`;
  await sql`update institution set totp_required_from = null`;
  const own = await site.sit('13700000002', refusal);
  await own.goto('/desk/staff');
  const bureau = await site.sit(fixtures.bureau.phone, refusal);
  await bureau.goto('/desk/staff');
  await bureau.getByRole('link', { name: '办理 副校长' }).click();
  await bureau.getByRole('button', { name: '停用账号' }).waitFor();
  await bureau.locator('#reason').fill('离岗,等待核查');
  await examine(bureau, 'staff-open');
  await bureau.getByRole('button', { name: '停用账号' }).click();
  await bureau.getByText('办好了。').waitFor();
  await bureau.getByText('离岗,等待核查').waitFor();
  await examine(bureau, 'staff-suspended');

  await own.reload();
  await own.waitForURL(/sign-in/);
  await own.locator('#phone').fill('13700000002');
  await own.locator('#password').fill(fixtures.password);
  await own.getByRole('button', { name: '登录' }).click();
  await own.getByText('请问测试市人社局,电话 037100000003。').waitFor();
  await examine(own, 'suspended');

  await bureau.getByRole('link', { name: `办理 ${fixtures.head.name}` }).click();
  await bureau.getByRole('heading', { name: fixtures.head.name }).waitFor();
  await bureau.locator('#reason').fill('也要停用一下');
  await bureau.getByRole('button', { name: '停用账号' }).click();
  await bureau.getByText('这是最后一位负责人。').waitFor();
  expect(await bureau.locator('#reason').inputValue(), 'nothing typed is lost').toBe('也要停用一下');
  await bureau.getByRole('link', { name: '办理 副校长' }).click();
  await bureau.getByRole('heading', { name: '副校长' }).waitFor();
  await bureau.locator('#reason').fill('核查清楚了');
  await bureau.getByRole('button', { name: '恢复使用' }).click();
  await bureau.getByText('办好了。').waitFor();
  await own.locator('#password').fill(fixtures.password);
  await own.getByRole('button', { name: '登录' }).click();
  await own.getByRole('heading', { name: '本机构学员' }).waitFor();
  await own.context().close();
  await bureau.context().close();
});

test.each([
  ['looks-head', fixtures.head.phone, '/desk/views', '抽查第三季度学时'],
  ['looks-none', fixtures.otherBureau.phone, '/desk/views?q=无', '没有找到。'],
  ['looks-auditor', fixtures.auditor.phone, '/desk/views?kind=evidence&role=inspector', '下一页'],
  ['desk-auditor', fixtures.auditor.phone, '/desk', '全部机构的学员'],
  ['desk-head', fixtures.head.phone, '/desk', '本机构学员'],
  ['staff-head', fixtures.head.phone, '/desk/staff', '邀请新人'],
  ['health', fixtures.operator.phone, '/desk/health', 'snapshot'],
  ['looked', fixtureLearner(1).phone, '/looked', '抽查第三季度学时'],
  ['looked-none', fixtureLearner(9).phone, '/photos', '谁看过我'],
])('%s', async (name, phone, path, text) => {
  const page = await site.sit(phone);
  await page.goto(path);
  await page.getByText(text).first().waitFor();
  await examine(page, name);
  if (name === 'health') expect(await page.content()).not.toMatch(/somebody|某人/);
  if (name === 'looks-auditor') {
    await page.getByRole('link', { name: '下一页' }).click();
    await page.getByRole('link', { name: '第一页' }).waitFor();
  }
  await page.context().close();
});
