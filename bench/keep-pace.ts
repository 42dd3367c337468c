import type { Pace, PacedTally, Part } from './crowd.ts';
import { KeepAlive } from './keep-alive.ts';
import type { Target } from './loopback.ts';

/**
 * An open loop: requests fall due at a steady pace, however slow the answers are, and wait for a connection when none
 * is free. A latency counts from the moment it was due, so that a server that stands still is not spared.
 */
export async function keepPace(
  target: Target,
  parts: Part[],
  connections: number,
  { seconds, perSecond }: Pace,
): Promise<PacedTally> {
  const tally: PacedTally = {
    ...{ answers: 0, good: 0, earnedMs: 0, refused: {} },
    ...{ latenciesMs: [], sentLateMs: [] },
  };
  const all = Math.floor(seconds * perSecond);
  const rested = [...parts];
  let fail: (error: Error) => void = () => {};
  const gone = new Promise<never>((_, reject) => (fail = reject));
  const lines = await Promise.all(
    Array.from({ length: Math.min(connections, parts.length) }, () =>
      KeepAlive.open(target, (why) => fail(new Error(why))),
    ),
  );
  const free = [...lines];
  const paced = new Promise<void>((done) => {
    const startMs = performance.now();
    const dueMs = (i: number) => startMs + (i * 1000) / perSecond;
    let sent = 0;
    const send = (): void => {
      while (sent < all && dueMs(sent) <= performance.now()) {
        const part = free.length > 0 ? rested.shift() : undefined;
        const line = part && free.pop();
        if (!line) return;
        const wasDueMs = dueMs(sent++);
        tally.sentLateMs.push(performance.now() - wasDueMs);
        line.send(part.request(), (status, body) => {
          tally.latenciesMs.push(performance.now() - wasDueMs);
          tally.answers++;
          part.take(status, body, tally);
          rested.push(part);
          free.push(line);
          if (tally.answers === all) return finish();
          send();
        });
      }
    };
    const clock = setInterval(send, 1);
    const finish = () => {
      clearInterval(clock);
      done();
    };
  });
  try {
    await Promise.race([paced, gone]);
  } finally {
    lines.forEach((line) => line.close());
  }
  return tally;
}
