import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { questionId, writeQuestionPrompt } from '../../media-pipeline/ask-question.ts';
import { spokenNumbers, type ControlsManifest } from '../../media-pipeline/controls-manifest.ts';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { prepareControls } from '../../media-pipeline/prepare-controls.server.ts';
import { splitFrames } from '../../media-pipeline/split-mp3.ts';
import { openTestDatabase } from '../harness/open-test-database.ts';
import { testDataDir } from '../harness/test-house.ts';

test('forty numbers, none of them easily taken for another', () => {
  expect(spokenNumbers.length).toBe(40);
  expect(new Set(spokenNumbers).size).toBe(40);
  for (const n of spokenNumbers) {
    expect(n).toBeGreaterThanOrEqual(20);
    expect(n).toBeLessThanOrEqual(99);
    expect([0, 1, 4, 7]).not.toContain(n % 10);
  }
});

test('the place of the right choice in the recording says nothing', () => {
  const question = { ask: '先做什么？', right: '洗手', wrong: ['吃饭', '睡觉'] };
  const places = [0, 0, 0];
  for (let i = 0; i < 3_000; i++) {
    const id = questionId('3f0c1d6e-0000-4000-8000-000000000000', i);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const prompt = writeQuestionPrompt(id, question);
    expect(prompt.startsWith('先做什么？')).toBe(true);
    const at = prompt.slice(5).split('。').indexOf('洗手');
    places[at] = (places[at] ?? 0) + 1;
  }
  // χ² with 2 degrees of freedom, 99.9 %.
  const chi = places.reduce((sum, n) => sum + (n - 1_000) ** 2 / 1_000, 0);
  expect(chi).toBeLessThan(13.8);
});

/** The notice before faces are taken is read aloud as a whole; its page shows it part by part. */
const notice = 'consent-all';

test('pictures, numbers and sentences are made once and listed', async () => {
  // The template's own blobs: made by prepareControls when the tests were set up.
  await (await openTestDatabase()).close();
  const blobs = openBlobStore(testDataDir);
  const mark = blobs.pathOf('controls/manifest.json');
  const manifest: ControlsManifest = await prepareControls({ blobs });
  const madeAtMs = (await stat(mark)).mtimeMs;
  expect(await prepareControls({ blobs })).toEqual(manifest);
  expect((await stat(mark)).mtimeMs).toBe(madeAtMs);
  expect(manifest.pictures.length).toBeGreaterThanOrEqual(30);
  const drawings = new Set(manifest.pictures.map(({ drawing }) => drawing));
  for (const { drawing, confusedWith } of manifest.pictures) {
    for (const other of confusedWith) expect(drawings).toContain(other);
    const { width, height, channels } = await sharp(
      await blobs.get(`controls/pictures/${drawing}.png`),
    ).metadata();
    expect([width, height]).toEqual([320, 320]);
    expect(channels).toBe(3);
  }
  const sounds = [
    ...manifest.pictures.map(({ drawing }) => `pictures/${drawing}`),
    ...manifest.numbers.map((n) => `numbers/${n}`),
    ...Object.keys(manifest.sentences).map((name) => `sentences/${name}`),
  ];
  for (const sound of sounds) {
    const bytes = await blobs.get(`controls/${sound}.mp3`);
    // Frames of 26 ms: between 1.5 and 15 s, a whole notice a minute and a half, and nothing else in the file.
    const frames = splitFrames(bytes).length;
    expect(frames, sound).toBeGreaterThan(57);
    expect(frames, sound).toBeLessThan(sound === `sentences/${notice}` ? 3_500 : 580);
  }
});

test('sentences are short, polite and free of words that frighten', async () => {
  const { sentences } = await prepareControls({ blobs: openBlobStore(testDataDir) });
  for (const [name, say] of Object.entries(sentences)) {
    expect(say).not.toMatch(/非法|违规|失败|无效|异常|操作|系统|错误|抱歉|！|你/);
    if (name === notice) continue;
    const parts = say.split(/[。？]/).filter(Boolean);
    expect(parts.length).toBeLessThanOrEqual(2);
    for (const part of parts) expect(part.length, part).toBeLessThanOrEqual(20);
  }
  for (const name of [
    'wrong',
    'late',
    'offline',
    'done',
    'second-window',
    'seek',
    'rate',
    'hidden',
    'camera',
    'busy',
    'order',
  ])
    expect(sentences).toHaveProperty(name);
});
