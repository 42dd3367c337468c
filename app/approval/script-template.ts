/** What a new text begins with, in the form that the pipeline reads. */
export function writeScriptTemplate(lesson: {
  title: string;
  module: string | null;
  occupation: string;
  tags: string[];
}) {
  const line = (text: string) => JSON.stringify(text);
  return `---
title: ${line(lesson.title)}
module: ${line(lesson.module ?? lesson.title)}
occupation: ${line(lesson.occupation)}
tags: [${lesson.tags.join(', ')}]
review: 待专业人员审核
sources:
  - 资料名称，年份
---

## 第一页的标题

![](hand-wash)

- 要点一
- 要点二

这里写讲的话。一句不超过二十五个字。

[pause 5]

:::control
ask: 刚才说先做什么？
right: 洗手
wrong: 吃饭
wrong: 睡觉
:::
`;
}
