import { alternate, type Turn } from './alternate.ts';
import { checkCredit } from './check-credit.ts';
import { measure } from './cpu-seconds.ts';
import { openFastHouse } from './fast-study.ts';
import { readMachine } from './machine.ts';
import type { ReplayOrder } from './replay-part.ts';
import { startPart } from './start-part.ts';
import { medianOf, summarise, type Figure } from './summarise.ts';

const learnerCount = 12;
const studyMinutes = 180;
const rounds = 5;
const seconds = 4.5;

const method = `${learnerCount} learners study ${studyMinutes} minutes of theirs honestly against the real server.ts, whose clocks the bench turns on when everybody \
has her answer. Replay: one process reads the logs from PostgreSQL, all of them by one statement after the other, checks hashes, canonical bytes and the chain, and recomputes the credit event by \
event; CPU of it and of PostgreSQL. Hash: the same process hashes the same bytes in memory, SHA-256 by the fastest call that Node has, one event after the other, and nothing else. \
Ratio = events per CPU-second, replay / hash; rounds alternate, ${rounds} of ${seconds} s each after a warm-up.`;

/** Events verified and credit recomputed from the database in a CPU-second, as a share of hashing alone. */
export async function benchReplay(): Promise<Figure> {
  const house = await openFastHouse(learnerCount);
  await house.study(studyMinutes);
  await house.closeSpans();
  const part = startPart(new URL('./replay-part.ts', import.meta.url));
  const learnerIds = house.learners.map(({ id }) => id);
  const { databaseUrl, postmaster } = house;
  const { events } = await part.ask<{ events: number }>({ databaseUrl, learnerIds } satisfies ReplayOrder);
  const turn = (what: 'replay' | 'hash'): Turn => ({
    name: what,
    run: (s) =>
      measure(what === 'replay' ? [part.pid, postmaster] : [part.pid], async () => {
        const done = await part.ask<{ events: number }>({ what, seconds: s } satisfies ReplayOrder);
        return done.events;
      }),
  });
  const measured = await alternate([turn('replay'), turn('hash')], rounds, seconds);
  const figures = measured.map(({ replay = 0, hash = 0 }) => ({ replay, hash, ratio: replay / hash }));
  return {
    ...summarise('replay', figures),
    unit: 'events verified and replayed per CPU-second ÷ events hashed in memory per CPU-second',
    absolute: { replayPerCpuS: medianOf(figures, 'replay'), hashPerCpuS: medianOf(figures, 'hash') },
    method,
    checked: { ...(await checkCredit(house, house.told, learnerCount)), events },
    machine: await readMachine(house.sql),
  };
}
