import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from './start-server.ts';
import { testDataDir } from './test-house.ts';

/** Why nginx cannot be started here; null: it can. */
export function whyNoNginx(): string | null {
  return spawnSync('nginx', ['-v'], { stdio: 'ignore' }).status === 0
    ? null
    : 'nginx is not installed here (apt-get install nginx-light)';
}

/** An nginx of ours: where it answers, its master process, and how it ends. */
export type Nginx = { url: string; pid: number; stop: () => Promise<void> };

/**
 * Starts docs/deploy/nginx.conf on a free port of 127.0.0.1 before the server at `port`, whose data are in `dataDir`; only
 * what is marked as one's own differs.
 */
export async function startNginx(port: number, dataDir: string = testDataDir): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'zhenxue-nginx-'));
  const own = await findFreePort();
  let config = await readFile('docs/deploy/nginx.conf', 'utf8');
  const put = (from: string, to: string) => {
    if (config.split(from).length !== 2) throw new Error(`docs/deploy/nginx.conf has not once: ${from}`);
    config = config.replace(from, to);
  };
  put('user www-data;', process.getuid?.() === 0 ? 'user root;' : '');
  put('/run/nginx.pid', join(folder, 'nginx.pid'));
  put('/run/nginx-published', join(folder, 'published'));
  put('/var/log/nginx/error.log', join(folder, 'error.log'));
  put('server 127.0.0.1:3000;', `server 127.0.0.1:${port};`);
  put('listen 443 ssl http2;', `listen 127.0.0.1:${own};`);
  put('    ssl_certificate /etc/ssl/zhenxue/fullchain.pem;', '');
  put('    ssl_certificate_key /etc/ssl/zhenxue/key.pem;', '');
  put('/var/lib/zhenxue/blobs/media/', `${join(dataDir, 'blobs', 'media')}/`);
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  put(
    'default_type application/octet-stream;',
    `default_type application/octet-stream;\n${places.join('\n')}`,
  );
  const file = join(folder, 'nginx.conf');
  await writeFile(file, config);
  const child = spawn('nginx', ['-p', folder, '-c', file, '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const url = `http://127.0.0.1:${own}`;
  for (const endMs = Date.now() + 10_000; ; await sleep(50)) {
    if (await fetch(`${url}/healthz`).catch(() => null)) break;
    if (child.exitCode !== null || Date.now() > endMs) throw new Error(`nginx did not start: ${said}`);
  }
  const stop = async () => {
    const gone = child.exitCode === null ? once(child, 'exit') : null;
    child.kill('SIGTERM');
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
  return { url, pid: child.pid ?? 0, stop };
}
