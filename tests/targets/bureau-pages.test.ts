import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import readSheets from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterTargets } from '../../db/seed/targets.ts';
import { openDeskSite, type DeskSite } from '../face/open-desk-site.ts';
import { fixtures } from '../harness/fixtures.ts';
import { atDesk, examine as examinePage, shoot } from '../harness/examine-page.ts';
import { fillArea } from './fill-area.ts';
import { day } from './open-results.ts';

// The desk of a bureau: what waits, places, targets and reports, at a desk and on a phone, by keyboard, without a motion.

let site: DeskSite;
const year = Number(day(0).slice(0, 4));
beforeAll(async () => {
  site = await openDeskSite(async (house) => {
    await house.sql.begin((tx) => enterTargets(tx, new Date()));
    await fillArea(house.sql);
  });
}, 120_000);
afterAll(() => site?.close());

/** A page of the desk whose charts are drawn. */
const settled = (page: Page) => expect.poll(() => page.locator('[data-chart=opening]').count()).toBe(0);
const examine = (page: Page, name: string) => examinePage(page, name, { ...atDesk, settled });

test('a bureau comes home to what waits, the oldest and the overdue first, each a link', async () => {
  const page = await site.sit(fixtures.bureau.phone);
  await page.goto('/desk');
  await page.waitForURL(/\/desk\/bureau$/);
  await page.getByText('2 个班 · 最久等了 9 天').waitFor();
  await page.getByText('3 个班 · 1 个过期').waitFor();
  await page.getByText('不得培训 1,整改中 1').waitFor();
  const rows = (caption: string) => page.getByRole('table', { name: caption }).getByRole('row');
  expect(await rows('待审批的班').nth(1).innerText()).toContain('早交的班');
  expect(await rows('待检查的班').nth(1).innerText()).toMatch(/过期的班.*过期了/s);
  expect(await rows('机构状态').nth(1).innerText()).toMatch(/安心学校.*不得培训.*长期/s);
  expect(await rows('机构状态').nth(2).innerText()).toContain(day(40));
  expect(await rows('满意度不够,考核暂停').nth(1).innerText()).toMatch(/不满意的班.*50%/s);
  expect(await page.getByText('外校').count()).toBe(0);
  await examine(page, 'bureau');
  await page.getByRole('link', { name: '早交的班' }).press('Enter');
  await page.waitForURL(/application$/);
  await page.context().close();
});

test('an area where nothing is set and nothing waits says so', async () => {
  const page = await site.sit(fixtures.otherBureau.phone);
  await page.goto('/desk/bureau');
  for (const said of ['没有班等审批。', '机构都正常。', '没有暂停考核的班。', '今年没有定目标。'])
    await page.getByText(said).waitFor();
  expect(await page.getByText('早交的班').count()).toBe(0);
  await page.goto('/desk/reports?kind=year&year=2010');
  await page.getByText('这一期没有考核结果。').waitFor();
  await examine(page, 'reports-empty');
  await page.goto('/desk/targets');
  await page.getByText('这一年还没有目标。').waitFor();
  await page.goto('/desk/quotas');
  await page.getByText('这一年没有定名额。').waitFor();
  await examine(page, 'quotas-empty');
  await page.context().close();
});

test('what an institution is entitled to is set from a day on, and shown (P036, P045)', async () => {
  const page = await site.sit(fixtures.bureau.phone);
  await page.goto('/desk/bureau');
  await page.getByRole('link', { name: '安心学校' }).press('Enter');
  await page.getByLabel('哪一项').selectOption({ label: '养老护理员' });
  await page.getByLabel('哪天起').fill(day(-3));
  await page.getByRole('button', { name: '记下' }).press('Enter');
  await page.getByText('记下了。').waitFor();
  await page.getByText(`从 ${day(-3)} · 测试市人社局`).waitFor();
  await examine(page, 'institution-qualified');
  await page.context().close();
});

test('places of a year are set by form, seen with what is left, and taken back', async () => {
  const page = await site.sit(fixtures.bureau.phone, [/status of 4\d\d/]);
  await page.goto('/desk/quotas');
  await page.getByLabel('给谁').selectOption({ label: '测试机构' });
  await page.getByRole('textbox', { name: '名额' }).fill('八十');
  await page.getByRole('button', { name: '保存' }).press('Enter');
  await page.getByText('这一格看看再填。').waitFor();
  expect(await page.getByRole('textbox', { name: '名额' }).inputValue()).toBe('八十');
  await page.getByRole('textbox', { name: '名额' }).fill('80');
  await page.getByRole('button', { name: '保存' }).press('Enter');
  await page.getByText('名额存好了。').waitFor();
  await examine(page, 'quotas');
  const row = page.getByRole('table', { name: '名额' }).getByRole('row').nth(1);
  expect(await row.innerText()).toMatch(/测试机构\s+全部工种\s+80/);
  // A class that is too much is shown what there is, the clause and what mends it.
  await page.getByLabel('给谁').selectOption({ label: '测试机构' });
  await page.getByRole('textbox', { name: '名额' }).fill('0');
  await page.getByRole('button', { name: '保存' }).press('Enter');
  await expect.poll(() => page.getByRole('table', { name: '名额' }).innerText()).toMatch(/全部工种\s+0/);
  await page.goto('/desk/bureau');
  await page.getByRole('table', { name: '名额' }).waitFor();
  await page.getByRole('link', { name: '早交的班' }).press('Enter');
  await page.getByText(`测试市人社局 · ${year}年 · 测试机构:还有 0 个名额,本班 1 人。`).waitFor();
  await page.getByText('“按照年度分配的培训名额”', { exact: false }).first().waitFor({ state: 'attached' });
  await page.goto('/desk/quotas');
  await page.getByRole('button', { name: '撤回 测试机构' }).press('Enter');
  await page.getByText('这一年没有定名额。').waitFor();
  await page.context().close();
});

test('targets: a chart and the same numbers beside it, a change that breaks the sum is told, a file is read row by row', async () => {
  const page = await site.sit('13900000081', [/status of 4\d\d/]);
  await page.goto('/desk/targets?year=2021');
  await page.getByText('分县数按合计推算,待核对原附件').first().waitFor();
  const chart = page.getByRole('img', { name: /12 个地方的目标和已认定人次,合计目标 3000,已认定 7。/ });
  await expect.poll(() => chart.locator('svg').count()).toBe(1);
  expect(await chart.locator('svg').textContent()).toContain('修武县');
  expect(await page.getByRole('table', { name: '目标' }).innerText()).toMatch(
    /修武县\s+康养服务人员.*300\*\s+7\s+2%/,
  );
  await examine(page, 'targets');

  await page.getByRole('link', { name: '改 修武县 康养服务人员' }).press('Enter');
  await expect.poll(() => page.getByLabel('目标人数').inputValue()).toBe('300');
  await page.getByLabel('目标人数').fill('320');
  await page.getByRole('button', { name: '保存' }).press('Enter');
  await page.getByText('目标存好了。').waitFor();
  await page.getByText('焦作市 2021 康养服务人员:分县合计 3020,全市 3000,多 20。').waitFor();

  const file = join(tmpdir(), `targets-${process.pid}.csv`);
  writeFileSync(
    file,
    `\ufeff地方,年度,人群,人数\n修武县,${year},康养服务人员,90\n解放区,${year},没有的人,60\n`,
  );
  await page.getByLabel('选 .xlsx 或 .csv 文件').setInputFiles(file);
  await page.getByRole('button', { name: '导入' }).press('Enter');
  await page.getByText('第 3 行“人群或工种”:照模板第二页写。').waitFor();
  await examine(page, 'targets-file');
  writeFileSync(file, `地方,年度,人群,人数\n修武县,${year},康养服务人员,90\n解放区,${year},养老护理员,60\n`);
  await page.getByLabel('选 .xlsx 或 .csv 文件').setInputFiles(file);
  await page.getByRole('button', { name: '导入' }).press('Enter');
  await page.getByText('导入了 2 个目标。').waitFor();
  await page.goto(`/desk/targets?year=${year}`);
  expect(await page.getByRole('table', { name: '目标' }).innerText()).toMatch(/解放区\s+养老护理员/);
  // What is exported is read again.
  const exported = await page.request.get(`/desk/targets/targets.xlsx?year=${year}`);
  await page.getByLabel('选 .xlsx 或 .csv 文件').setInputFiles({
    ...{ name: 'targets.xlsx', mimeType: 'application/octet-stream', buffer: await exported.body() },
  });
  await page.getByRole('button', { name: '导入' }).press('Enter');
  await page.getByText('目标存好了。').waitFor();
  await page.context().close();
});

test('the office reads the report of every place, its charts with their text, and takes it along', async () => {
  const page = await site.sit(fixtures.reviewer.phone);
  await page.goto(`/desk/reports?kind=year&year=${year}`);
  const months = page.getByRole('img', { name: /培训合格 58 人次,新增技能人才 52 人/ });
  await expect.poll(() => months.locator('svg').count()).toBe(1);
  await page.getByRole('img', { name: /^2 个工种的证书结构/ }).waitFor();
  expect(await page.getByRole('table', { name: '分月' }).getByRole('row').count()).toBe(13);
  expect(await page.getByRole('table', { name: '质量结构' }).innerText()).toMatch(
    /养老护理员\s+三级\/高级工\s+技能等级证书\s+12/,
  );
  await examine(page, 'reports-year');
  await page.emulateMedia({ media: 'print' });
  await shoot(page, 'reports-print');
  await page.emulateMedia({ media: null });
  const href = (await page.getByRole('link', { name: '导出表格' }).getAttribute('href')) ?? '';
  const [sheet] = await readSheets(await (await page.request.get(href)).body());
  expect(sheet?.data[1]).toEqual([
    `全年总结 ${year} 年`,
    `${year}-01-01`,
    `${year}-12-31`,
    58,
    47,
    52,
    12,
    63,
  ]);

  await page.getByLabel('哪种报表').selectOption('quarter');
  await page.getByLabel('第几期').selectOption('2');
  await page.getByRole('button', { name: '看', exact: true }).press('Enter');
  await page.getByRole('heading', { name: `报表 · 季通报 · ${year} 年第 2 季度` }).waitFor();
  await page.context().close();
});

test('where the chart does not come, the table is there, and one press draws it', async () => {
  const page = await site.sit('13900000081', [/Failed to (load|fetch)|ERR_FAILED/]);
  await page.route(/draw-chart/, (route) => route.abort());
  await page.goto('/desk/targets?year=2022');
  await page.getByText('图没画出来,看旁边的表。').waitFor();
  await page.getByRole('table', { name: '目标' }).waitFor();
  await examine(page, 'chart-broken');
  await page.context().close();
});
