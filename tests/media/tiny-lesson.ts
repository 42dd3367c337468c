import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readScript } from '../../media-pipeline/read-script.ts';

/** Two slides and one question: as little as a lesson can be. */
export const tinyMarkdown = `---
title: 小课
module: 测试模块
occupation: 测试工种
review: 待专业人员审核
sources:
  - 测试用
---

## 洗手

![](cup)

- 先洗手

照顾老人，先洗手。洗完擦干。

## 再记

先洗手，再做事。

:::control
ask: 先做什么？
right: 洗手
wrong: 吃饭
wrong: 睡觉
:::
`;

export const tinyScript = readScript(tinyMarkdown);

/** A folder of its own under the system's temporary folder. */
export async function openFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'zhenxue-media-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
