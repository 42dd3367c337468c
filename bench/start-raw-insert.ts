import type { Turn } from './alternate.ts';
import { measure } from './cpu-seconds.ts';
import type { BenchHouse } from './open-house.ts';
import type { RawInsert } from './raw-insert.ts';
import { startPart } from './start-part.ts';

/** Raw rows as a turn: the newest rows of the log into a fresh table, for a while. */
export function startRawInsert({ databaseUrl, postmaster }: BenchHouse): Turn {
  const raw = startPart(new URL('./raw-insert.ts', import.meta.url));
  return {
    name: 'rawRows',
    async run(seconds) {
      await raw.ask({ databaseUrl } satisfies RawInsert);
      return measure([raw.pid, postmaster], async () => {
        const { rows } = await raw.ask<{ rows: number }>({ seconds } satisfies RawInsert);
        return rows;
      });
    },
  };
}
