import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { findTool } from './find-tool.ts';
import { PlainFailure } from './plain-failure.ts';

export type ToolRun = {
  input?: Buffer | AsyncIterable<Buffer>;
  /** Stops the program; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Takes each line of stderr as it comes, for progress. */
  onLine?: (line: string) => void;
  /** Its working folder. */
  cwd?: string;
  /** All of its environment; by default ours. */
  env?: Record<string, string>;
  /** Writes more than this to stdout and it is stopped. */
  stdoutBytesMax?: number;
};
export type ToolOutput = { stdout: Buffer; stderr: string };

/** A program that ended with another code than 0, or by a signal. */
export class ToolFailure extends Error {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  constructor(name: string, code: number | null, signal: NodeJS.Signals | null, stderr: string) {
    super(`${name} ended with ${code ?? signal}: ${stderr.trim().split('\n').slice(-4).join(' / ')}`);
    this.code = code;
    this.signal = signal;
    this.stderr = stderr;
  }
}

/** Runs a program to its end. Errors: `PlainFailure` when it is missing, else `ToolFailure` with the last lines that it wrote. */
export async function runTool(name: string, args: string[], run: ToolRun = {}): Promise<ToolOutput> {
  const path = findTool(name);
  if (!path) throw new PlainFailure(`这台机器缺少 ${name}。`, `This machine lacks ${name}.`);
  run.signal?.throwIfAborted();
  const env = run.env as NodeJS.ProcessEnv | undefined;
  const child = spawn(path, args, { stdio: ['pipe', 'pipe', 'pipe'], cwd: run.cwd, env });
  const stop = () => child.kill('SIGKILL');
  run.signal?.addEventListener('abort', stop, { once: true });
  const stdout: Buffer[] = [];
  let stdoutBytes = 0;
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdoutBytes += chunk.length;
    if (stdoutBytes > (run.stdoutBytesMax ?? Infinity)) child.kill('SIGXFSZ');
    else stdout.push(chunk);
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr = (stderr + chunk).slice(-20_000);
    if (run.onLine) chunk.split('\n').forEach(run.onLine);
  });
  // A program that ends early closes its input; its exit code tells why.
  child.stdin.on('error', () => {});
  const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject).once('close', (...end) => resolve(end));
  });
  try {
    await feed(child.stdin, run.input);
    const [code, signal] = await ended;
    run.signal?.throwIfAborted();
    if (code !== 0) throw new ToolFailure(name, code, signal, stderr);
    return { stdout: Buffer.concat(stdout), stderr };
  } finally {
    run.signal?.removeEventListener('abort', stop);
    stop();
  }
}

async function feed(stdin: Writable, input: ToolRun['input']): Promise<void> {
  if (input && !Buffer.isBuffer(input)) {
    for await (const chunk of input) {
      if (!stdin.writable) return;
      if (!stdin.write(chunk)) await waitForDrain(stdin);
    }
    stdin.end();
  } else stdin.end(input);
}

function waitForDrain(stdin: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stdin.off('drain', done).off('close', done);
      resolve();
    };
    stdin.on('drain', done).on('close', done);
  });
}
