import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { testDataDir, testMasterKey } from './test-house.ts';

/** The real server in a process of its own. */
export type TestServer = {
  url: string;
  port: number;
  pid: number;
  /** What it wrote to standard error, line by line. */
  stderr: string[];
  /** Asks it to end; it is killed after 8 s. */
  stop(): Promise<void>;
  /** Ends it in the middle of whatever it does. */
  kill9(): Promise<void>;
};

/** Starts the built server, or `entry`, on a free port (or `port`) and waits until it answers. Throws with its last words. */
export async function startServer(options: {
  databaseUrl: string;
  port?: number;
  env?: Record<string, string>;
  /** web.ts: several web processes at one address. */
  entry?: 'server' | 'web';
}): Promise<TestServer> {
  const port = options.port ?? (await findFreePort());
  const child = spawnServer(options.entry ?? 'server', port, options.databaseUrl, options.env ?? {});
  const stderr: string[] = [];
  if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => stderr.push(line));
  const url = `http://127.0.0.1:${port}`;
  await waitForHealth(child, url, stderr);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 8_000);
    await gone;
    clearTimeout(late);
  };
  return { url, port, pid: child.pid ?? 0, stderr, stop: () => end('SIGTERM'), kill9: () => end('SIGKILL') };
}

function spawnServer(
  entry: string,
  port: number,
  databaseUrl: string,
  extra: Record<string, string>,
): ChildProcess {
  const args = ['--import', './scripts/end-with-parent.mjs', '--enable-source-maps', `build/${entry}.mjs`];
  return spawn(process.execPath, args, {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      DATA_DIR: testDataDir,
      MASTER_KEY: testMasterKey.toString('hex'),
      PORT: String(port),
      HOST: '127.0.0.1',
      ...extra,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

async function waitForHealth(child: ChildProcess, url: string, stderr: string[]): Promise<void> {
  const endMs = Date.now() + 60_000;
  while (child.exitCode === null && child.signalCode === null && Date.now() < endMs) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer) return;
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`The server did not start: ${stderr.slice(-5).join(' / ')}`);
}

/** A port of 127.0.0.1 that nobody listens on now. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('There is no free port on 127.0.0.1.');
  return address.port;
}
