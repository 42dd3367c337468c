import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PlainFailure } from '../../media-pipeline/plain-failure.ts';
import { lookLimits, runConfined, type Limits } from '../../media-pipeline/run-confined.server.ts';
import { runTool } from '../../media-pipeline/run-tool.server.ts';
import { openFolder } from './tiny-lesson.ts';

// H03: what exceeds its share is ended with one sentence; H02: no network from within.
let folder: Awaited<ReturnType<typeof openFolder>>;
beforeAll(async () => void (folder = await openFolder()));
afterAll(() => folder.remove());

const noise = (size: string, seconds: number) => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=s=${size}:r=30:d=${seconds}`,
];
const run = (args: string[], limits: Partial<Limits> = {}, signal?: AbortSignal) =>
  runConfined(
    'ffmpeg',
    ['-v', 'error', '-y', ...args],
    folder.path,
    { ...lookLimits, ...limits },
    { signal },
  );

test('within its limits a program does its work in its own folder', async () => {
  await run([...noise('64x64', 1), '-c:v', 'mpeg4', 'small.mp4']);
  const { stdout } = await runConfined(
    'ffprobe',
    ['-v', 'error', '-show_format', 'small.mp4'],
    folder.path,
    lookLimits,
  );
  expect(stdout.toString()).toContain('duration=1.0');
});

test.each([
  ['CPU time', { cpuS: 1 }, [...noise('1280x720', 600), '-f', 'null', '-'], /用的时间太长/],
  ['wall time', { wallS: 1 }, ['-re', ...noise('64x64', 600), '-f', 'null', '-'], /用的时间太长/],
  ['memory', { memoryBytes: 700 * 2 ** 20 }, [...noise('16000x16000', 1), '-f', 'null', '-'], /要的内存太多/],
  [
    'a file',
    { fileBytes: 100_000 },
    [...noise('640x480', 60), '-f', 'rawvideo', 'big.yuv'],
    /写出的内容太大/,
  ],
  ['stdout', { fileBytes: 100_000 }, [...noise('640x480', 60), '-f', 'rawvideo', '-'], /写出的内容太大/],
] as const)('more %s than it may use ends it with one sentence', async (_, limits, args, sentence) => {
  const ended = run([...args], limits);
  await expect(ended).rejects.toThrow(PlainFailure);
  await expect(ended).rejects.toThrow(sentence);
});

test('a stop from outside is no fault of the file', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('stopped')), 300);
  const ended = run(['-re', ...noise('64x64', 60), '-f', 'null', '-'], {}, stop.signal);
  await expect(ended).rejects.toThrow('stopped');
});

test('there is no network, not even to this machine', async () => {
  let calls = 0;
  const server = createServer((socket) => {
    calls++;
    socket.destroy();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const open = [
    '-protocol_whitelist',
    'http,tcp',
    '-i',
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
  ];
  try {
    await runTool('ffmpeg', ['-v', 'error', ...open]).catch(() => {});
    expect(calls).toBeGreaterThan(0);
    calls = 0;
    await run(open).catch(() => {});
    expect(calls).toBe(0);
  } finally {
    server.close();
  }
});
