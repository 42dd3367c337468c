import { expect, it } from 'vitest';
import { cameraSteps, cameraWords, readBrowserKind } from '../../app/presence/device/camera-words.ts';
import { sayAbout, sayLength, sayPlace } from '../../app/study/say-time.ts';
import { fill, labels, sentences } from '../../app/study/words.ts';

// What is said to a learner who hardly reads: short, plain, without blame.

const facts = { atMs: 1_120_000, aboutMs: 180_000, fromMs: 750_000, toMs: 930_000 };
const said = [
  ...Object.values(sentences).map((sentence) => fill(sentence, facts, 'zh')),
  ...Object.values(labels).map(({ zh }) => zh),
  ...Object.values(cameraWords).map(({ zh }) => zh),
  ...Object.values(cameraSteps).flatMap((steps) => steps.map(({ zh }) => zh)),
];

it('says nothing that accuses or frightens', () => {
  const found = said.filter((text) => /非法|违规|失败|无效|异常|操作|系统|错误|抱歉|[!!]/.test(text));
  expect(found).toEqual([]);
});

it('keeps every sentence within 20 characters, and says two at most', () => {
  for (const sentence of Object.values(sentences)) {
    const parts = sentence.zh.split(/[。?]/).filter(Boolean);
    expect(parts.length, sentence.zh).toBeLessThanOrEqual(2);
    for (const part of parts) expect([...part.replace(/\{\w+\}/g, '')].length, part).toBeLessThanOrEqual(20);
  }
});

it('fills every place it names', () => {
  for (const text of said) expect(text.replace('{n}', '')).not.toMatch(/[{}]/);
  for (const sentence of Object.values(sentences)) expect(fill(sentence, facts, 'en')).not.toMatch(/[{}]/);
});

it('says the sentences of the design word for word', () => {
  expect(fill(sentences.seekRefused, { atMs: 750_000 }, 'zh')).toBe(
    '没学过的地方不能跳。从 12 分 30 秒接着学。',
  );
  expect(fill(sentences.late, { aboutMs: 180_000 }, 'zh')).toBe(
    '刚才没点,视频停了。有 3 分钟没记上,再学就能补。',
  );
  expect(fill(sentences.withheld, facts, 'zh')).toBe('12:30 到 15:30 没算,因为题没答。再学一遍就能补。');
  expect(fill(sentences.offline, facts, 'zh')).toBe('网断了。学到 18 分 40 秒都记着。');
});

it('never says more than is earned, nor less than is missing', () => {
  expect(sayLength(59_999, 'zh')).toBe('59 秒');
  expect(sayLength(3_725_000, 'zh')).toBe('1 小时 2 分 5 秒');
  expect(sayLength(-1, 'zh')).toBe('0 秒');
  expect(sayAbout(61_000, 'zh')).toBe('2 分钟');
  expect(sayAbout(1, 'zh')).toBe('1 秒');
  expect(sayPlace(750_999)).toBe('12:30');
});

it('knows which pictures open the camera', () => {
  expect(readBrowserKind('Mozilla/5.0 (iPhone) MicroMessenger/8.0')).toBe('wechat');
  expect(readBrowserKind('Mozilla/5.0 (iPhone; CPU iPhone OS 16_0) Safari/604.1')).toBe('iphone');
  expect(readBrowserKind('Mozilla/5.0 (Linux; Android 13) Chrome/120')).toBe('other');
});
