import { and, eq } from 'drizzle-orm';
import type { SourceKind } from '../app/approval/version-life.ts';
import type { Db } from '../db/client.ts';
import { videoVersion } from '../db/schema/version.ts';

/** The steps of each pipeline in order, and where each ends on the way from 0 to 100. */
const endsOf = {
  script: {
    'read-script': 2,
    'draw-slides': 12,
    speak: 28,
    compose: 62,
    encrypt: 66,
    thumbnails: 67,
    'verify-output': 82,
    'speak-questions': 98,
    hash: 100,
  },
  video: {
    probe: 1,
    transcode: 80,
    segment: 81,
    encrypt: 84,
    thumbnails: 86,
    'verify-output': 98,
    hash: 100,
  },
} as const;
export type Step = keyof (typeof endsOf)['script'] | keyof (typeof endsOf)['video'];

export type Progress = {
  /** Says which step runs now and gives what reports its share (0–1). */
  begin(step: Step): Promise<(share: number) => void>;
  step(): Step;
  /** Waits until the last report is written. */
  settle(): Promise<void>;
};

/** Writes step and per cent of the whole to the version, at most twice a second. */
export function openProgress(db: Db, videoVersionId: string, kind: SourceKind): Progress {
  const ends: Partial<Record<Step, number>> = endsOf[kind];
  const order = Object.keys(ends) as Step[];
  const endOf = (one: Step | undefined) => (one && ends[one]) ?? 0;
  let step: Step = order[0] ?? 'hash';
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
      const from = endOf(order[order.indexOf(next) - 1]);
      pct = from;
      await write();
      return (share) => {
        const now = Math.floor(from + (endOf(next) - from) * Math.min(1, Math.max(0, share)));
        if (step !== next || now <= pct) return;
        pct = now;
        queue();
      };
    },
  };
}
