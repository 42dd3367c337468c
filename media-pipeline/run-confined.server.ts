import { spawnSync } from 'node:child_process';
import { log } from '../app/platform/watch/log.server.ts';
import { findTool } from './find-tool.ts';
import { PlainFailure } from './plain-failure.ts';
import { streamsMax } from './probe-arguments.ts';
import { runTool, ToolFailure, type ToolOutput, type ToolRun } from './run-tool.server.ts';

/** What one run of a program over uploaded bytes may use. */
export type Limits = {
  cpuS: number;
  wallS: number;
  /** Of address space. */
  memoryBytes: number;
  /** Of the largest file that it writes, and of its stdout. */
  fileBytes: number;
};

const noMemory = /Cannot allocate memory/;

/** For programs that only look at a file. */
export const lookLimits: Limits = { cpuS: 60, wallS: 180, memoryBytes: 2 ** 30, fileBytes: 2 ** 26 };

/** For programs that decode all of a video of this length. */
export function workLimits(durationMs: number): Limits {
  const durationS = Math.ceil(durationMs / 1000);
  return {
    cpuS: 120 + 20 * durationS,
    wallS: 300 + 20 * durationS,
    memoryBytes: 4 * 2 ** 30,
    fileBytes: 2 ** 28,
  };
}

/**
 * Runs a program over bytes that somebody uploaded: bounded in CPU, memory, output and wall time, without network where
 * the system allows it, with `dir` for its folder and an empty environment (H01, H02, H03). Errors: `PlainFailure` when
 * a limit ended it or it crashed, else as `runTool`.
 */
export async function runConfined(
  name: 'ffmpeg' | 'ffprobe',
  args: string[],
  dir: string,
  limits: Limits,
  run: Pick<ToolRun, 'input' | 'signal' | 'onLine'> = {},
): Promise<ToolOutput> {
  const late = AbortSignal.timeout(limits.wallS * 1000);
  const signal = run.signal ? AbortSignal.any([run.signal, late]) : late;
  const [first = name, ...rest] = [...writePrefix(limits), name];
  const env = {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LC_ALL: 'C',
    HOME: dir,
    TMPDIR: dir,
    MALLOC_ARENA_MAX: '2',
  };
  try {
    const output = await runTool(first, [...rest, ...args], {
      ...run,
      ...{ signal, cwd: dir, env, stdoutBytesMax: limits.fileBytes },
    });
    // An input that it has no room for is to ffmpeg an input that is over.
    if (noMemory.test(output.stderr)) throw new ToolFailure(name, 0, null, output.stderr);
    return output;
  } catch (error) {
    run.signal?.throwIfAborted();
    throw (late.aborted ? tookTooLong() : null) ?? explainEnd(error) ?? error;
  }
}

/** The programs that hold the next one in bounds; each replaces itself by it. */
function writePrefix(limits: Limits): string[] {
  const bounds = [
    `--cpu=${limits.cpuS}:${limits.cpuS + 5}`,
    `--as=${limits.memoryBytes}`,
    `--fsize=${limits.fileBytes}`,
    '--core=0',
    '--nofile=256',
  ];
  const { prlimit, unshare } = findBounds();
  return [...(prlimit ? ['prlimit', ...bounds, '--'] : []), ...unshare];
}

type Bounds = { prlimit: boolean; unshare: string[] };
let found: Bounds | undefined;

/** What this machine has for it; what is missing is said once. */
function findBounds(): Bounds {
  if (found) return found;
  const prlimit = findTool('prlimit') !== null;
  const ways = [
    ['unshare', '-n', '--'],
    ['unshare', '-r', '-n', '--'],
  ];
  const way = ways.find(([unshare = '', ...rest]) => spawnSync(unshare, [...rest, 'true']).status === 0);
  if (!prlimit) log.warn('without prlimit CPU, memory and output of ffmpeg are not limited');
  if (!way) log.warn('no network namespace is permitted here; ffmpeg keeps to -protocol_whitelist');
  found = { prlimit, unshare: way ?? [] };
  return found;
}

function tookTooLong(): PlainFailure {
  return new PlainFailure(
    '处理这个视频用的时间太长，已停下。请换一个短一些、画面小一些的文件。',
    'This video took too long to process and was stopped. Please bring a shorter or smaller one.',
  );
}

/** Says in one sentence what ended the program; null when it was neither a limit nor a crash. */
function explainEnd(error: unknown): PlainFailure | null {
  if (!(error instanceof ToolFailure)) return null;
  const { code, signal, stderr } = error;
  // The demuxers call this a want of memory.
  if (/max_streams/.test(stderr))
    return new PlainFailure(
      `视频里最多 ${streamsMax} 条轨道。`,
      `A video may hold ${streamsMax} streams at most.`,
    );
  // ffmpeg ends in order with 255 when its CPU time is over.
  if (signal === 'SIGXCPU' || code === 255) return tookTooLong();
  if (signal === 'SIGXFSZ' || /File too large/.test(stderr))
    return new PlainFailure(
      '这个视频写出的内容太大，已停下。',
      'What came out of this video was too large; it was stopped.',
    );
  if (noMemory.test(stderr))
    return new PlainFailure(
      '处理这个视频要的内存太多，已停下。请换一个画面小一些的文件。',
      'This video needs too much memory and was stopped. Please bring a smaller one.',
    );
  const crashes: (NodeJS.Signals | null)[] = ['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL'];
  return crashes.includes(signal) ? unreadable() : null;
}

/** Of a program that did not come to its end over an upload: a full disk, or that somebody ended it, may pass; else the file is to blame. */
export function explainUpload(error: unknown): never {
  const mayPass = !(error instanceof ToolFailure) || error.signal || /No space left/.test(error.stderr);
  throw mayPass ? error : unreadable();
}

/** What is said of a file that the programs cannot read. */
export function unreadable(): PlainFailure {
  return new PlainFailure(
    '这个视频读不出来，文件可能坏了或不完整。请重新导出后再上传。',
    'This video cannot be read; the file may be damaged or incomplete. Please export it again.',
  );
}
