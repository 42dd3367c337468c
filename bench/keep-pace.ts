import type { Pace, PacedTally, Part } from './crowd.ts';
import { KeepAlive } from './keep-alive.ts';
import type { Target } from './loopback.ts';

/**
 * An open loop: requests fall due at a steady pace, however slow the answers are, and wait for a connection when none
 * is free. A latency counts from the moment when it was due, so that a server that stands still is not spared.
 */
export async function keepPace(
  target: Target,
  parts: Part[],
  connections: number,
  pace: Pace,
): Promise<PacedTally> {
  const gone = new AbortController();
  const lines = await Promise.all(
    Array.from({ length: Math.min(connections, parts.length) }, () =>
      KeepAlive.open(target, (why) => gone.abort(new Error(why))),
    ),
  );
  try {
    return await sendAll(lines, parts, pace, gone.signal);
  } finally {
    lines.forEach((line) => line.close());
  }
}

/** Ends when every answer has come; throws when `gone` says that a connection went away. */
function sendAll(
  lines: KeepAlive[],
  parts: Part[],
  { seconds, perSecond }: Pace,
  gone: AbortSignal,
): Promise<PacedTally> {
  const counts = { answers: 0, good: 0, earnedMs: 0, refused: {} };
  const tally: PacedTally = { ...counts, latenciesMs: [], sentLateMs: [] };
  const all = Math.floor(seconds * perSecond);
  const rested = [...parts];
  const free = [...lines];
  const startMs = performance.now();
  const dueMs = (i: number) => startMs + (i * 1000) / perSecond;
  let sent = 0;
  return new Promise((done, fail) => {
    const send = (): void => {
      while (sent < all && dueMs(sent) <= performance.now()) {
        const [line, part] = [free.at(-1), rested[0]];
        if (!line || !part) return;
        free.pop();
        rested.shift();
        const wasDueMs = dueMs(sent++);
        tally.sentLateMs.push(performance.now() - wasDueMs);
        line.send(part.request(), (status, body) => {
          tally.latenciesMs.push(performance.now() - wasDueMs);
          tally.answers++;
          part.take(status, body, tally);
          rested.push(part);
          free.push(line);
          if (tally.answers < all) return send();
          clearInterval(clock);
          done(tally);
        });
      }
    };
    const clock = setInterval(send, 1);
    gone.addEventListener('abort', () => {
      clearInterval(clock);
      fail(gone.reason as Error);
    });
  });
}
