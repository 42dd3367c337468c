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
};
export type ToolOutput = { stdout: Buffer; stderr: string };

/** Runs a program to its end. Errors: `PlainFailure` when it is missing, else the last lines that it wrote. */
export async function runTool(name: string, args: string[], run: ToolRun = {}): Promise<ToolOutput> {
  const path = findTool(name);
  if (!path) throw new PlainFailure(`这台机器缺少 ${name}。`, `This machine lacks ${name}.`);
  run.signal?.throwIfAborted();
  const child = spawn(path, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const stop = () => child.kill('SIGKILL');
  run.signal?.addEventListener('abort', stop, { once: true });
  const stdout: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr = (stderr + chunk).slice(-20_000);
    if (run.onLine) chunk.split('\n').forEach(run.onLine);
  });
  // A program that ends early closes its input; its exit code tells why.
  child.stdin.on('error', () => {});
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  try {
    await feed(child.stdin, run.input);
    const code = await ended;
    run.signal?.throwIfAborted();
    if (code !== 0)
      throw new Error(`${name} ended with ${code}: ${stderr.trim().split('\n').slice(-4).join(' / ')}`);
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
