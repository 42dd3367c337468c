import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chinaDay } from '../../app/training/class-day.ts';
import { issueVouchers } from '../../app/training/subsidy/issue-vouchers.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { openDeskSite, type DeskSite } from '../face/open-desk-site.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { anywhere, atDesk, examine } from '../harness/examine-page.ts';
import { addGraduates, addOfficial, satisfy } from './open-subsidy.ts';

// A month's list on its way: drawn up, signed by two, published, objected to, completed, confirmed.

let site: DeskSite;
let classId = '';
const month = chinaDay(Date.now()).slice(0, 7);
beforeAll(async () => {
  site = await openDeskSite(async (house) => {
    await house.sql`update training_class set is_subsidised = false`;
    await addOfficial(house, '李初审', '13900000871');
    await addOfficial(house, '张复审', '13900000872');
    await addOfficial(house, '陈终审', '13900000873');
    ({ classId } = await addGraduates(house, 4, { title: '养老护理员初级春季班' }));
    const unhappy = await addGraduates(house, 2, { title: '育婴员夏季班' });
    await satisfy(house.sql, unhappy.classId, 2, [2, 0, 0, 0, 0]);
    await house.sql`update person set id_number_digest = 'x' where id = ${fixtureLearner(1).id}`;
    await house.sql`insert into enrolment (learner_id, class_id) values (${fixtureLearner(1).id}, ${classId})`;
    await issueVouchers(house.sql, readClock());
  });
}, 120_000);
afterAll(() => site?.close());

async function sign(phone: string, name: string, here: string): Promise<void> {
  const page = await site.sit(phone);
  await page.goto(here);
  await page.getByLabel('签字(写您的姓名)').fill(name);
  await page.getByRole('button', { name: '签字', exact: true }).press('Enter');
  await page.getByText('存好了。').waitFor();
  await page.getByText('您签过这份名单了。').waitFor();
  await page.context().close();
}

test('a list goes from the desk to the public and to the finance bureau', async () => {
  const official = await site.sit(fixtures.bureau.phone, [/status of 4\d\d/]);
  await official.goto('/desk/subsidies');
  await official.getByText('还没有名单。').waitFor();
  await examine(official, 'lists-none', atDesk);
  await official.getByLabel('月份').selectOption(month);
  await official.getByRole('button', { name: '生成名单' }).press('Enter');
  // No clause of this place sets an amount: the page says so, and the bureau types it.
  await official.getByText('这里的文件没写每人最多多少,金额由人社局填。').waitFor();
  await official.getByText('先填每人金额,再签字。').waitFor();
  const amount = official.getByLabel('养老护理员初级春季班 每人(元)');
  await amount.fill('一千');
  await official.getByRole('button', { name: '存金额' }).press('Enter');
  await official.getByText('这一项要重填。').waitFor();
  await examine(official, 'amount-missing', atDesk);
  await amount.fill('1500');
  await official.getByRole('button', { name: '存金额' }).press('Enter');
  await official.getByText('4 人,共 6000 元').waitFor();
  await official.getByText('名单是您生成的,请别的同事签字。').waitFor();
  await official.getByText('班级满意度还没通过。').first().waitFor();
  await examine(official, 'drawn', atDesk);
  const here = new URL(official.url()).pathname;

  await sign('13900000871', '李初审', here);
  await sign('13900000872', '张复审', here);
  await official.reload();
  await official.getByText('2 人签了,要 2 人').waitFor();
  await official.getByRole('button', { name: '开始公示' }).press('Enter');
  await official.getByText('第二天才能结束。', { exact: false }).waitFor();
  expect(await official.getByRole('button', { name: '公示结束' }).count()).toBe(0);
  await examine(official, 'published', atDesk);

  const anybody = await site.sit(fixtureLearner(2).phone, [/status of 422/]);
  await anybody.context().clearCookies();
  await anybody.goto('/publicity');
  await examine(anybody, 'publicities', anywhere);
  await anybody.getByRole('link', { name: month }).click();
  await anybody.getByText('第 1 行', { exact: false }).first().waitFor();
  await anybody.getByText('当地文件没写每人最多多少,金额由人社局定。').waitFor();
  await anybody.getByLabel('怎么找您?可以不写').fill('微信 abc');
  await anybody.getByRole('button', { name: '交上去' }).click();
  await anybody.getByRole('alert').waitFor();
  expect(await anybody.getByLabel('怎么找您?可以不写').inputValue()).toBe('微信 abc');
  await examine(anybody, 'objection-missing', anywhere);
  await anybody.getByLabel('说的是哪一行?').selectOption({ index: 1 });
  await anybody.getByLabel('哪里不对?').fill('她那几天在外地,没来上课。<b>=1+1</b>');
  await anybody.getByRole('button', { name: '交上去' }).click();
  await anybody.getByText('收到了。').waitFor();
  await examine(anybody, 'objected', anywhere);

  await official.reload();
  await official.getByText('<b>=1+1</b>', { exact: false }).waitFor();
  await official.getByText('微信 abc').waitFor();
  await official.getByLabel('结论').selectOption('yes');
  await official.getByLabel('答复').fill('核实属实,已划去。');
  await official.getByRole('button', { name: '答复' }).press('Enter');
  await official.getByText('存好了。').waitFor();
  await official.getByText('0 人签了,要 2 人').waitFor();
  await examine(official, 'struck', atDesk);
  await anybody.reload();
  await anybody.getByText('核实属实,已划去。').waitFor();
  await examine(anybody, 'answered', anywhere);

  await sign('13900000872', '张复审', here);
  await sign('13900000873', '陈终审', here);
  // Its days pass.
  await pastGuards(
    site.house.sql,
    (tx) => tx`update subsidy_batch set from_day = from_day - 10, until_day = until_day - 10`,
  );
  await anybody.reload();
  await anybody.getByText('公示结束了,姓名不再显示。').waitFor();
  await examine(anybody, 'over', anywhere);
  await anybody.context().close();
  await official.goto(here);
  await official.getByRole('button', { name: '公示结束' }).press('Enter');
  await official.getByRole('link', { name: '导出名单' }).waitFor();
  await examine(official, 'completed', atDesk);
  const file = await official.request.get(`${here}/list.xlsx`);
  const sheets = await readExcel(Buffer.from(await file.body()));
  const text = JSON.stringify(sheets);
  expect(text).toContain('Y0000410');
  expect(text).toContain(await official.locator('.font-mono').textContent());
  await official.getByLabel('财政文号').fill('焦财社〔2026〕15号');
  await official.getByRole('button', { name: '记录确认' }).press('Enter');
  await official.getByText('财政已确认').waitFor();
  await examine(official, 'confirmed', atDesk);
  await official.goto('/desk/subsidies');
  await official.getByText('焦财社〔2026〕15号').waitFor();
  await examine(official, 'lists', atDesk);
  await official.context().close();

  const inspector = await site.sit(fixtures.inspector.phone);
  await inspector.goto(here);
  await inspector.getByText('焦财社〔2026〕15号').waitFor();
  expect(await inspector.getByRole('button').filter({ hasNotText: /退出/ }).count()).toBe(0);
  await inspector.context().close();
}, 180_000);

test('a clerk sees vouchers and subsidies of her learners, a learner her own voucher in one line', async () => {
  const clerk = await site.sit(fixtures.clerk.phone);
  await clerk.goto(`/desk/classes/${classId}/roster`);
  await clerk
    .getByText(/PX[0-9A-Z]{12} · 已用/)
    .first()
    .waitFor();
  await clerk.getByText('财政已确认').first().waitFor();
  await clerk.getByText('公示后划去').waitFor();
  await examine(clerk, 'roster', atDesk);
  await clerk.context().close();
  const learner = await site.sit(fixtureLearner(1).phone);
  await learner.goto('/progress');
  await learner.getByText(/培训券 PX[0-9A-Z]{12}:拿到证书才有用,只能您本人用。/).waitFor();
  await examine(learner, 'progress', anywhere);
  await learner.context().close();
}, 60_000);
