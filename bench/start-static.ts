import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atEnd } from './at-end.ts';
import { findFreePort } from './web-server.ts';

/**
 * The limit of everything that answers bytes: nginx with static files, open files remembered. `body` lies at every one of
 * `paths`, and is the answer to any other.
 */
export async function startStatic(
  body: Buffer,
  paths: string[] = [],
  workers: number | 'auto' = 1,
): Promise<{ address: string; pid: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'zhenxue-static-'));
  for (const path of ['file', ...paths]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
  const port = await findFreePort();
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${user} worker_processes ${workers}; pid ${join(folder, 'nginx.pid')}; error_log ${join(folder, 'error.log')};
    events { worker_connections 1024; }
    http { ${places.join(' ')} access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
      open_file_cache max=100; open_file_cache_valid 60s;
      server { listen 127.0.0.1:${port}; location / { root ${folder}; try_files ${paths.length > 0 ? '$uri ' : ''}/file =404; } } }`,
  );
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], {
    stdio: ['ignore', 2, 2],
  });
  const gone = once(child, 'exit');
  atEnd(async () => {
    child.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  });
  const address = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 200; i++) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return { address, pid: child.pid ?? 0 };
    await sleep(50);
  }
  throw new Error('nginx did not answer: is it installed?');
}
