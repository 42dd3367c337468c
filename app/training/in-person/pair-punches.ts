import type { Span } from './count-hours.ts';

/** One punch of somebody at a sign-in machine: `second` of the day in China, and the sessions that it may prove. */
export type Punch = { number: number; enrolmentId: string; second: number; sessionIds: string[] };
type Timed = { id: string; day: string; fromS: number; toS: number };
/** A stay that two punches prove. */
export type Stay = { enrolmentId: string; sessionIds: string[]; span: Span };

/** A queue before the machine, seconds. */
const queueS = 600;
/** How far from a session a punch may lie that lies in none, seconds. */
const farS = 3_600;
/** Two punches as close as this are one, seconds. */
const sameS = 60;

/** The sessions that a punch belongs to: in which it lies, that ended or begin right beside it, or else the nearest. */
export function sessionsOfPunch<Session extends Timed>(
  { day, second }: { day: string; second: number },
  sessions: readonly Session[],
): Session[] {
  const ofDay = sessions.filter((one) => one.day === day);
  const isInside = ofDay.some(({ fromS, toS }) => second >= fromS && second <= toS);
  const beside = ofDay.filter(
    ({ fromS, toS }) => second <= toS + queueS && second >= (isInside ? fromS : fromS - queueS),
  );
  if (beside.length > 0) return beside;
  const far = ({ fromS, toS }: Timed) => Math.max(fromS - second, second - toS);
  const [nearest] = [...ofDay].sort((a, b) => far(a) - far(b) || b.fromS - a.fromS);
  return nearest && far(nearest) <= farS ? [nearest] : [];
}

/**
 * Pairs punches: the first and the last of somebody at a session are her stay (P049). What lies in no pair proves
 * no stay; `alone` are the rows of those.
 */
export function pairPunches(
  punches: readonly Punch[],
  sessions: readonly Timed[],
): { stays: Stay[]; alone: Set<number> } {
  const stays: Stay[] = [];
  const paired = new Set<number>();
  for (const session of sessions) {
    const here = punches.filter(({ sessionIds }) => sessionIds.includes(session.id));
    for (const enrolmentId of new Set(here.map((punch) => punch.enrolmentId))) {
      const own = here.filter((punch) => punch.enrolmentId === enrolmentId);
      const span: Span = [
        Math.min(...own.map(({ second }) => second)),
        Math.max(...own.map(({ second }) => second)),
      ];
      if (Math.min(span[1], session.toS) - Math.max(span[0], session.fromS) < sameS) continue;
      stays.push({ enrolmentId, sessionIds: [session.id], span });
      for (const { number } of own) paired.add(number);
    }
  }
  return { stays, alone: new Set(punches.map(({ number }) => number).filter((one) => !paired.has(one))) };
}
