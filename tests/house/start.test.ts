import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readBirth } from '../../db/launch/hold-lock.mjs';
import { listLeftovers } from '../../db/launch/read-postmaster.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { findFreePort } from '../harness/start-server.ts';
import { testDataDir } from '../harness/test-house.ts';

// The shared controls lie ready in the data folder of the tests. A database where a real institution works: nothing of the demo enters it, so no demo lesson has to be made first.
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  await database.close();
});

let house: ChildProcess | undefined;
afterEach(() => {
  house?.kill('SIGKILL');
});

/** Starts everything and waits for the ready line. `output` grows with what it says. */
async function startHouse(...args: string[]) {
  const port = await findFreePort();
  const env = {
    ...process.env,
    DATABASE_URL: database.databaseUrl,
    DATA_DIR: testDataDir,
    PORT: String(port),
  };
  const child = spawn(process.execPath, ['scripts/start.mjs', ...args], {
    ...{ env, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  house = child;
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const said = () => output.join('');
  await expect.poll(said, { timeout: 50_000 }).toMatch(`Zhenxue ready: http://127.0.0.1:${port}\n`);
  return { child, said, url: `http://127.0.0.1:${port}`, programs: findPrograms(child.pid ?? 0) };
}

/** The numbers of the programs it runs, by file name. */
function findPrograms(parent: number): Record<string, number> {
  const pids = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').map(Number);
  const nameOf = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').at(-2) ?? '';
  return Object.fromEntries(
    pids.map((pid) => [nameOf(pid), pid]).filter(([name]) => /\.(ts|mjs)$/.test(String(name))),
  );
}

const alive = (programs: Record<string, number>) =>
  Object.values(programs).filter((pid) => readBirth(pid) !== null);

test('it says ready when health is good, and Ctrl-C ends all of it within 5 s', async () => {
  const { child, url, programs } = await startHouse();
  expect(Object.keys(programs).sort()).toEqual(['build/server.mjs', 'worker.ts']);
  await expect
    .poll(async () => (await fetch(`${url}/healthz`)).json(), { timeout: 20_000 })
    .toEqual({ status: 'ok', database: 'ok', worker: 'ok' });
  expect(await database.sql`select 1 from person where phone like '1380000000_'`).toHaveLength(0);
  const startMs = Date.now();
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(Date.now() - startMs).toBeLessThan(5_000);
  expect(alive(programs)).toEqual([]);
});

test.each(['build/server.mjs', 'worker.ts'])(
  'when %s is killed everything ends, with one sentence',
  async (name) => {
    const { child, said, programs } = await startHouse();
    process.kill(programs[name] ?? 0, 'SIGKILL');
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said()).toMatch(/The (web server|worker) ended by itself \(SIGKILL\); Zhenxue stops\.\n/);
    expect(alive(programs)).toEqual([]);
  },
);

test('kill -9 of the start script leaves no program behind, nor one of two web processes', async () => {
  const { child, programs } = await startHouse('--web', '2');
  expect(Object.keys(programs).sort()).toEqual(['build/web.mjs', 'worker.ts']);
  const web = programs['build/web.mjs'] ?? 0;
  const pids = readFileSync(`/proc/${web}/task/${web}/children`, 'utf8').trim().split(' ').map(Number);
  const all = { ...programs, ...Object.fromEntries(pids.map((pid) => [`web ${pid}`, pid])) };
  expect(Object.keys(all)).toHaveLength(4);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await expect.poll(() => alive(all), { timeout: 10_000 }).toEqual([]);
});

test.each([400, 900, 1_600, 3_000, 4_500])(
  'Ctrl-C after %i ms of a first start leaves nothing behind',
  async (ms) => {
    const folder = mkdtempSync(join(tmpdir(), 'zhenxue-early-'));
    chmodSync(folder, 0o755);
    const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: folder, PORT: String(await findFreePort()) };
    delete env.DATABASE_URL;
    const child = spawn(process.execPath, ['scripts/start.mjs'], { env, stdio: 'ignore' });
    house = child;
    await sleep(ms);
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number | null];
    // Before its first line runs there is nobody to catch the signal, and nothing to leave behind.
    expect([0, null]).toContain(code);
    await expect.poll(() => listLeftovers(join(folder, 'postgres')), { timeout: 10_000 }).toEqual([]);
    rmSync(folder, { recursive: true, force: true });
  },
);
