/** One learner of the bench with her open lease. */
export type Learner = { cookie: string; fence: number };

/** What a run of the generator came to. `refused`: answers by status, other than the one hoped for. */
export type Tally = { answers: number; good: number; earnedMs: number; refused: Record<string, number> };

/** A steady pace and what it came to: each request from when it was due to its answer, and how late it was sent, ms. */
export type Pace = { seconds: number; perSecond: number };
export type PacedTally = Tally & { latenciesMs: number[]; sentLateMs: number[] };

/** What the generator is asked: whom it plays besides, or for how long; `once`: one request each, unmeasured, or a pause. */
export type LoadOrder =
  { learners: Learner[]; connections: number } | { seconds: number } | Pace | { once: true | 'pause' };

/** How the requests of one learner are written and their answers judged. */
export type Part = {
  /** `mustPause`: whoever plays, pauses with it. */
  request(mustPause?: boolean): string;
  /** Adds what the answer came to. */
  take(status: number, body: Buffer, tally: Tally): void;
};

/** The headers that a browser of ours sends with every request. */
export function headersOf(method: string, path: string, cookie: string, port: number): string {
  const host = `127.0.0.1:${port}`;
  return (
    `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nSec-Fetch-Site: same-origin\r\n` +
    `User-Agent: zhenxue-bench\r\nAccept: */*\r\nCookie: ${cookie}\r\n`
  );
}

/** Counts an answer that was not hoped for. */
export function countRefused(tally: Tally, why: string): void {
  tally.refused[why] = (tally.refused[why] ?? 0) + 1;
}
