import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

const ticksPerS = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

type Stat = { pid: number; parent: number; ticks: number };

/** One process as the kernel counts it: user and system time, its own and that of children it has buried. */
function readStat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces: the numbered fields begin behind it with field 3.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = [14, 15, 16, 17].reduce((sum, field) => sum + Number(fields[field - 3]), 0);
    return { pid, parent: Number(fields[1]), ticks };
  } catch {
    return null;
  }
}

function readAll(): Stat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => stat !== null);
}

/** `roots` with all their children that live, of these processes. */
export function readFamily(roots: number[], stats = readAll()): Set<number> {
  const family = new Set(roots);
  for (let size = 0; size < family.size;) {
    size = family.size;
    for (const { pid, parent } of stats) if (family.has(parent)) family.add(pid);
  }
  return family;
}

/** CPU seconds that `roots` and all their children, living and buried, have used until now. Linux only. */
export function readCpuSeconds(roots: number[]): number {
  const stats = readAll();
  const family = readFamily(roots, stats);
  const ticks = stats.filter(({ pid }) => family.has(pid)).reduce((sum, stat) => sum + stat.ticks, 0);
  return ticks / ticksPerS;
}

/** CPU seconds that the whole machine has worked until now, whoever it was for. Linux only. */
export function readBusySeconds(): number {
  // user nice system idle iowait irq softirq steal; guests are in user already.
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = (
    readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  )
    .split(/ +/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq + steal) / ticksPerS;
}

/** What some work did and what it cost. */
export type Measured = { units: number; cpuS: number };

/** Runs `work` (which answers how many units it did) and reads what `roots` spent meanwhile. */
export async function measure(roots: number[], work: () => Promise<number>): Promise<Measured> {
  const before = readCpuSeconds(roots);
  const units = await work();
  return { units, cpuS: readCpuSeconds(roots) - before };
}
