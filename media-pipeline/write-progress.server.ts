import { and, eq } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { videoVersion } from '../db/schema/catalogue.ts';

/** The steps of a lesson in order, and where each ends on the way from 0 to 100. */
const ends = {
  'read-script': 2,
  'draw-slides': 12,
  speak: 28,
  compose: 62,
  encrypt: 66,
  'verify-output': 82,
  'speak-questions': 98,
  publish: 100,
} as const;
export type Step = keyof typeof ends;
const order = Object.keys(ends) as Step[];

export type Progress = {
  /** Says which step runs now and gives what reports its share (0–1). */
  begin(step: Step): Promise<(share: number) => void>;
  step(): Step;
  /** Waits until the last report is written. */
  settle(): Promise<void>;
};

/** Writes step and per cent of the whole to the version, at most twice a second. */
export function openProgress(db: Db, videoVersionId: string): Progress {
  let step: Step = 'read-script';
  let pct = 0;
  let writing: Promise<unknown> = Promise.resolve();
  let isQueued = false;
  const write = () =>
    db
      .update(videoVersion)
      .set({ step, stepPct: pct })
      .where(and(eq(videoVersion.id, videoVersionId), eq(videoVersion.state, 'processing')));
  const queue = () => {
    if (isQueued) return;
    isQueued = true;
    writing = writing
      .then(() => new Promise((resolve) => setTimeout(resolve, 500)))
      .then(() => {
        isQueued = false;
        return write();
      })
      .catch(() => {});
  };
  return {
    step: () => step,
    settle: async () => void (await writing),
    async begin(next) {
      await writing;
      step = next;
      const from = ends[order[order.indexOf(next) - 1] ?? next] * (order.indexOf(next) === 0 ? 0 : 1);
      pct = from;
      await write();
      return (share) => {
        const now = Math.floor(from + (ends[next] - from) * Math.min(1, Math.max(0, share)));
        if (step !== next || now <= pct) return;
        pct = now;
        queue();
      };
    },
  };
}
