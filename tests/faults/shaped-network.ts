import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { findFreePort } from '../harness/start-server.ts';

/** The kernel's own bad network: packets late, lost, doubled and out of order. */
export type ShapedNetwork = { url: string; close(): Promise<void> };

const relay = `const net = require('node:net'); const [host, port, toHost, toPort] = process.argv.slice(1);
net.createServer((near) => { const far = net.connect(Number(toPort), toHost);
  for (const [a, b] of [[near, far], [far, near]]) a.on('error', () => b.destroy()).pipe(b);
}).listen(Number(port), host, () => console.log('ready'));`;

/**
 * Puts a network namespace between learners and the server on this port, with these rules of tc netem. A sentence where
 * this machine does not permit it.
 */
export async function openShapedNetwork(port: number, rules: string[]): Promise<ShapedNetwork | string> {
  const name = `zxf${process.pid}`;
  const net = `10.213.${process.pid % 250}`;
  const failed: string[] = [];
  const run = (...args: string[]) => {
    const [program = '', ...rest] = args;
    const done = spawnSync(program, rest, { encoding: 'utf8' });
    if (done.status !== 0) failed.push((done.stderr || String(done.error)).trim());
    return failed.length === 0;
  };
  const isUp =
    run('ip', 'netns', 'add', name) &&
    run('ip', 'link', 'add', `${name}a`, 'type', 'veth', 'peer', 'name', `${name}b`, 'netns', name) &&
    run('ip', 'addr', 'add', `${net}.1/30`, 'dev', `${name}a`) &&
    run('ip', 'link', 'set', `${name}a`, 'up') &&
    run('ip', '-n', name, 'addr', 'add', `${net}.2/30`, 'dev', `${name}b`) &&
    run('ip', '-n', name, 'link', 'set', `${name}b`, 'up') &&
    run('tc', 'qdisc', 'add', 'dev', `${name}a`, 'root', 'netem', ...rules);
  const down = () => {
    spawnSync('ip', ['link', 'del', `${name}a`], { stdio: 'ignore' });
    spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
  };
  if (!isUp) {
    down();
    return `no network can be shaped here: ${failed.join('; ')}`;
  }
  // Requests and answers each go once through the shaped end: out to the namespace and back in by a relay.
  const home = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    near.on('error', () => far.destroy()).pipe(far);
    far.on('error', () => near.destroy()).pipe(near);
  }).listen(0, `${net}.1`);
  await once(home, 'listening');
  const back = home.address();
  const outer = await findFreePort();
  const args = [`${net}.2`, String(outer), `${net}.1`, String(typeof back === 'object' ? back?.port : 0)];
  const inside = spawn('ip', ['netns', 'exec', name, process.execPath, '-e', relay, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(inside.stdout, 'data');
  return {
    url: `http://${net}.2:${outer}`,
    async close() {
      inside.kill('SIGKILL');
      home.close();
      down();
    },
  };
}
