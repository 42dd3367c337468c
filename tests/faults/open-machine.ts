import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A machine to be set up: its own files under /etc, /var, /opt and /run, its own network. */
export type Machine = {
  address: string;
  /** Runs commands of bash there; its word and how it ended. `input` is what somebody types. */
  run(
    command: string,
    as: string,
    options?: { folder?: string; input?: string },
  ): { said: string; status: number };
  /** Starts a program that goes on; it is killed with the machine. */
  start(command: string, as: string, folder: string): void;
  /** What those said that were started. */
  said(): string;
  /** kill -9 of everything there. */
  powerOff(): void;
  close(): void;
};

const ownPlaces = ['/etc', '/var', '/opt', '/run'];

/** Why no machine can be made here; null: it can. */
export function whyNoMachine(): string | null {
  if (process.getuid?.() !== 0) return 'only root makes machines of namespaces';
  const probe = spawnSync('unshare', ['--mount', '--net', '--pid', '--fork', 'true'], { encoding: 'utf8' });
  return probe.status === 0 ? null : `namespaces are not permitted here: ${(probe.stderr ?? '').trim()}`;
}

/** Makes machines with these addresses in one network 10.0.0.0/24; /opt/zhenxue is this checkout. */
export async function openMachines(addresses: [string, string]): Promise<[Machine, Machine]> {
  const made = [await openMachine(addresses[0]), await openMachine(addresses[1])] as const;
  const ends = [`zxd${process.pid % 10_000}a`, `zxd${process.pid % 10_000}b`] as const;
  must('ip', 'link', 'add', ends[0], 'type', 'veth', 'peer', 'name', ends[1]);
  for (const [i, { pid }] of made.entries()) {
    const end = ends[i] ?? '';
    must('ip', 'link', 'set', end, 'netns', String(pid));
    const inside = ['-t', String(pid), '-n', 'ip'];
    must('nsenter', ...inside, 'addr', 'add', `${addresses[i]}/24`, 'dev', end);
    for (const one of ['lo', end]) must('nsenter', ...inside, 'link', 'set', one, 'up');
  }
  return [made[0].machine, made[1].machine];
}

function must(program: string, ...args: string[]): string {
  const run = spawnSync(program, args, { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${run.stderr || String(run.error)}`);
  return run.stdout;
}

async function openMachine(address: string): Promise<{ machine: Machine; pid: number }> {
  const home = mkdtempSync(join(tmpdir(), 'zhenxue-machine-'));
  const layers = ownPlaces.map((place) => {
    const [upper, work] = [join(home, `up${place}`), join(home, `work${place}`)];
    for (const one of [upper, work]) mkdirSync(one, { recursive: true });
    return `mount -t overlay overlay -o lowerdir=${place},upperdir=${upper},workdir=${work} ${place}`;
  });
  // What this machine itself has of PostgreSQL is not there. Its first process buries the dead, and ends with its standard input.
  const set = `${layers.join(' && ')} && rm -rf /etc/postgresql/* /var/lib/postgresql/* /var/backups/* /var/log/postgresql/* /run/postgresql/* \
&& mkdir -p /opt/zhenxue && mount --bind '${process.cwd()}' /opt/zhenxue && echo ready && while read -r; do :; done`;
  const holder = spawn(
    'unshare',
    [
      ...['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc', '--propagation', 'private'],
      ...['bash', '--norc', '-c', set],
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  await Promise.race([
    once(holder.stdout, 'data'),
    once(holder, 'exit').then(() => Promise.reject(new Error('A machine could not be made.'))),
  ]);
  const pid = Number(readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8'));
  const enter = (command: string, as: string, folder: string) => [
    ...['-t', String(pid), '-m', '-n', '-p', 'env', '-i', `PATH=${process.env['PATH']}`],
    ...[
      'LC_ALL=C.UTF-8',
      'setsid',
      '--wait',
      'runuser',
      '-u',
      as,
      '--',
      'bash',
      '--norc',
      '-euo',
      'pipefail',
      '-c',
    ],
    // As a sign-in has it.
    `HOME=$(getent passwd ${as} | cut -d: -f6); export HOME; cd ${folder}; ${command}`,
  ];
  // All but its first process.
  const powerOff = () =>
    void spawnSync('nsenter', ['-t', String(pid), '-p', 'sh', '-c', 'kill -9 -1'], { stdio: 'ignore' });
  let words = '';
  const machine: Machine = {
    address,
    powerOff,
    run(command, as, { folder = '/opt/zhenxue', input = '' } = {}) {
      const done = spawnSync('nsenter', enter(command, as, folder), {
        ...{ encoding: 'utf8', input, timeout: 120_000 },
      });
      return { said: `${done.stdout}${done.stderr}`, status: done.status ?? 1 };
    },
    start(command, as, folder) {
      const child = spawn('nsenter', enter(`exec ${command}`, as, folder), {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (words += chunk.toString()));
    },
    said: () => words,
    close() {
      process.kill(pid, 'SIGKILL');
      rmSync(home, { recursive: true, force: true });
    },
  };
  return { machine, pid };
}
