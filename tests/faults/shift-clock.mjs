import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

// Preloaded into a server of a test: its clocks are off by what the file CLOCK_FILE says, from one moment to the next, as
// after a step of NTP or by a hand. {"wallMs": …} steps the calendar; {"boot": "…"} is a machine that was started anew.
const readFile = fs.readFileSync;
const hrtime = process.hrtime.bigint;
const startedNs = hrtime();
let read = { atNs: -1n, off: { wallMs: 0, boot: null } };

function off() {
  const nowNs = hrtime();
  if (read.atNs < 0n || nowNs - read.atNs > 5_000_000n)
    read = { atNs: nowNs, off: JSON.parse(readFile(process.env.CLOCK_FILE, 'utf8')) };
  return read.off;
}

const RealDate = Date;
const now = () => RealDate.now() + off().wallMs;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, self) =>
    Reflect.construct(target, args.length > 0 ? args : [now()], self === globalThis.Date ? target : self),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});

const { boot } = off();
if (boot) {
  process.hrtime.bigint = () => hrtime() - startedNs;
  fs.readFileSync = (path, ...rest) =>
    path === '/proc/sys/kernel/random/boot_id' ? boot : readFile(path, ...rest);
  syncBuiltinESMExports();
}
