import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atEnd } from './at-end.ts';

/** A program of the bench in a process of its own, so that what it costs can be told apart. */
export type Part = {
  pid: number;
  /** Sends one message and answers what comes back. Throws when the program ended or says `failed`. */
  ask<Answer>(message: object): Promise<Answer>;
};

/** How a program is started besides: a module of the bench that is loaded into it first, or nothing of what it says. */
export type PartManner = { preload?: string; isQuiet?: boolean };

/** Starts the program `file`. It ends with us. */
export function startPart(
  file: URL,
  args: string[] = [],
  env: Record<string, string> = {},
  { preload, isQuiet = false }: PartManner = {},
): Part {
  const imports = ['./scripts/end-with-parent.mjs', 'tsx', ...(preload === undefined ? [] : [preload])];
  const child = spawn(
    process.execPath,
    [...imports.flatMap((name) => ['--import', name]), fileURLToPath(file), ...args],
    { env: { ...process.env, ...env }, stdio: ['ignore', isQuiet ? 'ignore' : 2, 2, 'ipc'] },
  );
  const gone = once(child, 'exit');
  atEnd(async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 8_000);
    await gone;
    clearTimeout(late);
  });
  return { pid: child.pid ?? 0, ask: (message) => ask(child, gone, basename(file.pathname), message) };
}

async function ask<Answer>(
  child: ChildProcess,
  gone: Promise<unknown>,
  name: string,
  message: object,
): Promise<Answer> {
  const stop = new AbortController();
  const answer = once(child, 'message', { signal: stop.signal }) as Promise<[Answer & { failed?: string }]>;
  // A process that is gone is told by its exit.
  child.send(message, () => {});
  const first = await Promise.race([answer, gone.then(() => null)]);
  if (!first) {
    answer.catch(() => {});
    stop.abort();
    throw new Error(`${name} ended too early.`);
  }
  if (first[0].failed !== undefined) throw new Error(`${name}: ${first[0].failed}`);
  return first[0];
}

/** The other side: answers every message that the bench sends. What `take` throws is sent back as `failed`. */
export function answerBench<Message>(take: (message: Message) => Promise<object> | object): void {
  process.channel?.ref();
  process.on('message', (message: Message) => {
    void (async () => take(message))()
      .catch((error: unknown) => ({ failed: String((error as Error).message) }))
      .then((answer) => process.send?.(answer));
  });
}
