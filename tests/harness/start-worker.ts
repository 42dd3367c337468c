import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { testMasterKey } from './test-house.ts';

/** The real worker in a process of its own. */
export type TestWorker = {
  pid: number;
  /** What it wrote, line by line. */
  lines: string[];
  /** Asks it to end; it is killed after 8 s. */
  stop(): Promise<void>;
  /** Ends it in the middle of whatever it does. */
  kill9(): Promise<void>;
};

/**
 * Starts worker.ts. It sweeps away pictures that its database does not know, so that `dataDir` must belong to this
 * database alone.
 */
export function startWorker(options: {
  databaseUrl: string;
  dataDir: string;
  env?: Record<string, string>;
}): TestWorker {
  const args = ['--import', './scripts/end-with-parent.mjs', '--import', 'tsx', 'worker.ts'];
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: options.databaseUrl,
      DATA_DIR: options.dataDir,
      MASTER_KEY: testMasterKey.toString('hex'),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line));
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 8_000);
    await gone;
    clearTimeout(late);
  };
  return { pid: child.pid ?? 0, lines, stop: () => end('SIGTERM'), kill9: () => end('SIGKILL') };
}
