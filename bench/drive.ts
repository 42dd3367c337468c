import type { Part, Tally } from './crowd.ts';
import { KeepAlive } from './keep-alive.ts';
import type { Target } from './loopback.ts';

/**
 * A closed loop: every connection sends its next request as soon as it has its answer, for whichever learner has waited
 * longest; no learner has two requests under way. Ends when `isOver` says so and every answer has come.
 */
export async function drive(
  target: Target,
  parts: Part[],
  connections: number,
  isOver: (sent: number) => boolean,
  mustPause = false,
): Promise<Tally> {
  const tally: Tally = { answers: 0, good: 0, earnedMs: 0, refused: {} };
  // A ring: taking the first of a long array would move all of it.
  const free = [...parts];
  let [first, last, left] = [0, 0, parts.length];
  const takeFree = () => {
    if (left === 0) return undefined;
    left--;
    return free[first++ % parts.length];
  };
  const giveBack = (part: Part) => {
    left++;
    free[last++ % parts.length] = part;
  };
  let sent = 0;
  await new Promise<void>((done, fail) => {
    let busy = 0;
    const open: KeepAlive[] = [];
    const leave = (why?: string) => {
      open.forEach((line) => line.close());
      if (why === undefined) done();
      else fail(new Error(why));
    };
    const step = (line: KeepAlive): void => {
      const part = isOver(sent) ? undefined : takeFree();
      if (!part) {
        if (busy === 0) leave();
        return;
      }
      sent++;
      busy++;
      line.send(part.request(mustPause), (status, body) => {
        busy--;
        tally.answers++;
        part.take(status, body, tally);
        giveBack(part);
        step(line);
      });
    };
    const count = Math.min(connections, parts.length);
    Promise.all(Array.from({ length: count }, () => KeepAlive.open(target, leave))).then((lines) => {
      open.push(...lines);
      lines.forEach(step);
    }, fail);
  });
  return tally;
}
