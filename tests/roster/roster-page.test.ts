import { readFileSync } from 'node:fs';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { writeWorkbook } from '../../app/reporting/write-workbook.server.ts';
import { readRoster } from '../../app/training/roster/read-roster.server.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openDeskSite, type DeskSite } from '../face/open-desk-site.ts';
import { examine } from '../harness/examine-page.ts';
import { idNumberOf, nameOf, phoneOf, rowOf } from './make-people.ts';
import { addClass, bring, clerk, confirm, count, otherClerk } from './open-class.ts';

let site: DeskSite;
let group = '';
beforeAll(async () => {
  site = await openDeskSite(async (house) => {
    group = await addClass(house);
  });
});
afterAll(() => site?.close());

const heads = ['姓名', '身份证号码', '联系电话', '人员类别', '工作单位', '岗位'].map((head) => ({ head }));

/** A roster of 45: one number short, one employee without a post, one in a foreign post. */
function roster(): Promise<Buffer> {
  const rows = Array.from({ length: 45 }, (_, n) => [
    nameOf(n),
    idNumberOf(n),
    phoneOf(n),
    '失业人员',
    '',
    '',
  ]);
  rows[5] = [nameOf(5), idNumberOf(5).slice(0, 17), phoneOf(5), '失业人员', '', ''];
  rows[8] = [nameOf(8), idNumberOf(8), phoneOf(8), '企业职工', '安心养老服务有限公司', ''];
  rows[9] = [nameOf(9), idNumberOf(9), phoneOf(9), '企业职工', '安心养老服务有限公司', '4-03-02-01'];
  return writeWorkbook([{ name: '名册', columns: heads, rows }]);
}

const choose = (page: Page, name: string, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

test('from an empty class to 44 learners: template, file, correction, confirmation, by keyboard', async () => {
  const page = await site.sit(fixtures.clerk.phone, [/status of 4\d\d/]);
  await page.goto(`/desk/classes/${group}/roster`);
  await examine(page, 'empty');

  const [template] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载模板' }).click(),
  ]);
  expect(template.suggestedFilename()).toBe('名单模板.xlsx');
  expect((await readSheet(readFileSync(await template.path())))[0]?.slice(0, 3)).toEqual([
    '姓名',
    '身份证号',
    '手机号',
  ]);

  // What is no roster is told beside the field, and everything stays.
  await choose(page, '名单.xlsx', Buffer.from('d0cf11e0a1b11ae100', 'hex'));
  await page.getByRole('button', { name: '检查名单' }).click();
  await page.getByText('这是旧的 .xls。另存为 .xlsx 再传。').waitFor();
  await examine(page, 'refused');

  await choose(page, '名单.xlsx', await roster());
  await page.getByRole('button', { name: '检查名单' }).press('Enter');
  await page.getByText('43 行没问题,2 行要改。').waitFor();
  await page.getByText('身份证号少 1 位。').waitFor();
  await page.getByText('企业职工要填岗位的职业编码。').waitFor();
  await page.getByText('岗位和本班职业不同,由审批人决定。').waitFor();
  await page.getByText('看依据').click();
  await page.getByText('“企业职工须参加与本人岗位相同或相近的职业(工种)培训”').waitFor();
  // Numbers that need no correction are masked.
  expect(await page.content()).not.toContain(idNumberOf(1));
  expect((await readRoster(site.house.sql, site.house.masterKey, clerk, group)).length).toBe(0);
  await examine(page, 'preview');

  const [bad] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '只下载有问题的行' }).click(),
  ]);
  const [, ...rows] = await readSheet(readFileSync(await bad.path()));
  expect(rows).toHaveLength(2);
  expect(rows[0]).toContain('第 7 行:身份证号少 1 位。');

  await page.getByRole('link', { name: '改 第 7 行' }).press('Enter');
  const field = page.getByLabel('身份证号', { exact: false });
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('row-idNumber');
  await examine(page, 'editing');
  await field.fill(idNumberOf(5));
  await field.press('Enter');
  await page.getByText('44 行没问题,1 行要改。').waitFor();

  await page.getByRole('button', { name: '导入 44 人' }).press('Enter');
  await page.getByText('导入了 44 人。').waitFor();
  await page.getByText('1 行要改。', { exact: true }).waitFor();
  expect((await readRoster(site.house.sql, site.house.masterKey, clerk, group)).length).toBe(44);
  await examine(page, 'imported');

  await page.getByRole('button', { name: '不要了' }).click();
  await page.getByText('导入名单').waitFor();
  await page.getByRole('button', { name: `移出 ${nameOf(0)}`, exact: true }).click();
  await page.getByText('班级名单 · 43 人').waitFor();
  await page.context().close();
});

test('what changed between the look and the press is shown, and nothing comes in; a file over the limit is told', async () => {
  const page = await site.sit(fixtures.clerk.phone, [/status of 4\d\d/]);
  const here = await addClass(site.house);
  const there = await addClass(site.house, fixtures.other.institutionId);
  await page.goto(`/desk/classes/${here}/roster`);
  await choose(page, '名单.csv', Buffer.alloc(5_500_000, 65));
  await page.getByRole('button', { name: '检查名单' }).click();
  await page.getByText('文件超过 5 MB。只留名单再传。').waitFor();
  const line = (n: number) => [nameOf(n), idNumberOf(n), phoneOf(n), '失业人员'].join(',');
  await choose(page, '名单.csv', Buffer.from(`姓名,身份证号,手机号,类别\n${line(900)}\n${line(901)}`));
  await page.getByRole('button', { name: '检查名单' }).click();
  await page.getByText('2 行都没问题。').waitFor();
  const other = await bring(site.house, otherClerk, there, [rowOf(901)]);
  await confirm(site.house, otherClerk, there, other);
  await page.getByRole('button', { name: '导入 2 人' }).click();
  await page.getByText('名单刚变过。').waitFor();
  await page.getByText('上一个培训还没考核。').waitFor();
  await page.getByRole('button', { name: '导入 1 人' }).click();
  await page.getByText('导入了 1 人。').waitFor();
  expect(await count(site.house, here)).toBe(1);
  await page.context().close();
});

test('a class that was handed in shows its roster and takes nothing', async () => {
  const page = await site.sit(fixtures.clerk.phone);
  await page.goto(`/desk/classes/${fixtures.classId}/roster`);
  await page.getByText('已交申请,名单不能改。').waitFor();
  expect(await page.locator('input[type=file]').count()).toBe(0);
  expect(await page.getByRole('button', { name: '移出' }).count()).toBe(0);
  await examine(page, 'fixed');
  await page.context().close();
});

test('its head comes to it from the home page and reads it, without the clerk’s buttons and codes', async () => {
  const page = await site.sit(fixtures.head.phone);
  await page.goto('/desk');
  await page.getByRole('link', { name: /^班级/ }).first().click();
  await page.locator(`a[href="/desk/classes/${group}"]`).first().click();
  const tabs = page.getByRole('navigation', { name: /./ });
  await tabs.getByRole('link', { name: '名单', exact: true }).click();
  await page.getByText(nameOf(1), { exact: true }).waitFor();
  await examine(page, 'head');
  const text = await page.locator('main').innerText();
  expect(text).not.toContain(idNumberOf(1));
  expect(text).not.toContain(phoneOf(1));
  expect(await page.locator('main form').count()).toBe(0);
  expect(await tabs.getByRole('link', { name: '登录单' }).count()).toBe(0);
});
