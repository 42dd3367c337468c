import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ClockReading } from './clock.ts';

/** All processes of one machine share its boot and so its monotonic clock; elsewhere each process is its own. */
function readBoot(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return randomUUID();
  }
}

const boot = readBoot();

/** Reads the clocks now. */
export function readClock(): ClockReading {
  return { wallMs: Date.now(), monoMs: Number(process.hrtime.bigint() / 1_000_000n), boot };
}
