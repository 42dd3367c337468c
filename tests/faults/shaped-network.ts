import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { findFreePort } from '../harness/start-server.ts';

/** The kernel's own bad network. */
export type ShapedNetwork = {
  url: string;
  /** Packets that came to the lossy end, and those of them that were lost there. */
  count(): { sent: number; dropped: number };
  close(): Promise<void>;
};

/**
 * A filter that drops this share of packets by the kernel's chance: load it, compare it, and let the packet through or not.
 * Where netem is no part of the kernel, tc still has this.
 */
const dropShare = (share: number) =>
  ['4', '32 0 0 4294963256', `37 1 0 ${Math.floor(share * 2 ** 32)}`, '6 0 0 2', '6 0 0 0'].join(',');

const relay = `const net = require('node:net'); const [host, port, toHost, toPort] = process.argv.slice(1);
net.createServer((near) => { const far = net.connect(Number(toPort), toHost);
  for (const [a, b] of [[near, far], [far, near]]) a.on('error', () => b.destroy()).pipe(b);
}).listen(Number(port), host, () => console.log('ready'));`;

const tell = (program = '', ...args: string[]) => spawnSync(program, args, { encoding: 'utf8' });

/**
 * Puts a network namespace between learners and the server on this port, where this share of packets is lost each way. A
 * sentence where this machine does not permit it.
 */
export async function openShapedNetwork(port: number, lost: number): Promise<ShapedNetwork | string> {
  const name = `zxf${process.pid}`;
  const net = `10.213.${process.pid % 250}`;
  const failed: string[] = [];
  const run = (...args: string[]) => {
    const done = tell(...args);
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
    run('tc', 'qdisc', 'add', 'dev', `${name}a`, 'clsact') &&
    run('tc', 'filter', 'add', 'dev', `${name}a`, 'egress', 'bpf', 'da', 'bytecode', dropShare(lost));
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
    count() {
      const said = tell('tc', '-s', 'qdisc', 'show', 'dev', `${name}a`, 'clsact');
      const [, sent, dropped] = /clsact[^]*?(\d+) pkt \(dropped (\d+)/.exec(said.stdout) ?? [];
      return { sent: Number(sent), dropped: Number(dropped) };
    },
    async close() {
      inside.kill('SIGKILL');
      home.close();
      down();
    },
  };
}
