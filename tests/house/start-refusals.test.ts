import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { tryLock } from '../../db/launch/hold-lock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'zhenxue-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `npm start`'s script to its end: exit code and what it wrote to standard error. */
async function start(
  env: Record<string, string>,
  args: string[] = [],
): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['scripts/start.mjs', ...args], {
    env: { ...process.env, DATA_DIR: folder, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said: said.trim() };
}

test('a taken port is one sentence that says what to do', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { code, said } = await start({ PORT: String(port) });
  server.close();
  expect({ code, said }).toEqual({
    code: 1,
    said: `Port ${port} is taken; choose another one, for example: PORT=${port + 1} npm start`,
  });
});

test.each(['no', '0', '70000', '3000.5'])('PORT=%s is one sentence', async (port) => {
  expect(await start({ PORT: port })).toEqual({ code: 1, said: 'PORT must be a number from 1 to 65535.' });
});

test.each([
  [['--web', '0'], '--web must be a number from 1 to 64, for example: npm start -- --web 2'],
  [['--web', 'two'], '--web must be a number from 1 to 64, for example: npm start -- --web 2'],
  [['--workers', '2'], 'npm start knows one option: npm start -- --web 2'],
])('%j is one sentence', async (args, sentence) => {
  expect(await start({}, args)).toEqual({ code: 1, said: sentence });
});

test('a port that browsers refuse is one sentence that names it', async () => {
  expect(await start({ PORT: '6000' })).toEqual({
    code: 1,
    said: 'Browsers open no page on port 6000, they keep it for another service; choose another one, for example: PORT=3000 npm start',
  });
});

test('packages behind a link that are not those of the lock stay untouched', () => {
  const [checkout, others] = [join(folder, 'checkout'), join(folder, 'others')];
  for (const path of [checkout, others]) mkdirSync(path);
  writeFileSync(join(others, 'kept'), '');
  symlinkSync(others, join(checkout, 'node_modules'));
  writeFileSync(
    join(checkout, 'package-lock.json'),
    '{"packages":{"node_modules/absent":{"version":"1.0.0"}}}',
  );
  const from = pathToFileURL(resolve('scripts')).href;
  const script = `
    import { installPackages } from '${from}/install-packages.mjs';
    import { runMain } from '${from}/plain.mjs';
    await runMain(installPackages);`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    ...{ encoding: 'utf8', cwd: checkout, env: { NODE_ENV: 'test', PATH: folder } },
  });
  expect(run.status).toBe(1);
  expect(run.stderr.trim()).toBe(
    'node_modules is a link and does not hold what package-lock.json names; remove the link, or bring the folder it leads to up to date.',
  );
  expect(readdirSync(others)).toEqual(['kept']);
  // What is installed behind a link is used as it is.
  writeFileSync(join(checkout, 'package-lock.json'), '{"packages":{}}');
  writeFileSync(join(others, '.package-lock.json'), '{"packages":{}}');
  expect(
    spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      ...{ encoding: 'utf8', cwd: checkout, env: { NODE_ENV: 'test', PATH: folder } },
    }).status,
  ).toBe(0);
});

test('a data folder in use is one sentence that names who uses it', async () => {
  const release = tryLock(join(folder, 'start.lock'));
  const { code, said } = await start({ PORT: '65000' });
  release?.();
  const sentence = `Zhenxue already runs in ${folder} (process ${process.pid}); set another DATA_DIR and PORT to run a second one.`;
  expect({ code, said }).toEqual({ code: 1, said: sentence });
});

test('missing programs that cannot be installed are one sentence with the one command', () => {
  const script = `
    import { installPrograms } from './scripts/install-programs.mjs';
    import { runMain } from './scripts/plain.mjs';
    await runMain(installPrograms);`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { NODE_ENV: 'test', PATH: folder },
  });
  expect(run.status).toBe(1);
  expect(run.stderr).toMatch(
    /^Programs are missing; please run: sudo apt-get install -y ffmpeg espeak-ng chromium( fonts-noto-cjk)?\n$/,
  );
});
