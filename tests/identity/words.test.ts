import { describe, expect, it } from 'vitest';
import * as areaWords from '../../app/identity/words.ts';

const { waitWords, ...tables } = areaWords;
const all = [
  ...Object.entries(tables).flatMap(([table, words]) =>
    Object.entries(words).map(([key, w]) => [`${table}.${key}`, w]),
  ),
  ...[1, 60, 61, 300, 600].map((s) => [`wait ${s}`, waitWords(s)]),
] as [string, { zh: string; en: string }][];

describe('sentences', () => {
  it.each(all)('%s is short, kind and in both languages', (_, { zh, en }) => {
    expect(en).toMatch(/[a-z]/i);
    const sentences = zh.split('。').filter((sentence) => sentence !== '');
    expect(sentences.length).toBeLessThanOrEqual(2);
    for (const sentence of sentences) expect([...sentence].length).toBeLessThanOrEqual(20);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(zh).not.toMatch(/非法|违规|失败|无效|异常|操作|系统|错误码|抱歉|你|[!!]/);
  });

  it('names the wait in the unit that people count', () => {
    expect(waitWords(20).zh).toBe('等 20 秒再登录。');
    expect(waitWords(61).zh).toBe('等 2 分钟再登录。');
  });
});
