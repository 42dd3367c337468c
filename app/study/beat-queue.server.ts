import type { BeatAnswer, LearnerBeat } from './record-beats.server.ts';

type Waiting = LearnerBeat & { resolve: (answer: BeatAnswer) => void; reject: (error: unknown) => void };

/** Most beats that share a transaction, and most transactions at a time. */
const batchMax = 500;
const batchesAtOnce = 2;

/**
 * Group commit: beats that arrive while a transaction runs share the next one. At most one beat of a learner is in a
 * batch; a second one waits for the next, so that it is judged on what the first left (B06).
 */
export function openBeatQueue(
  record: (beats: LearnerBeat[]) => Promise<BeatAnswer[]>,
): (beat: LearnerBeat) => Promise<BeatAnswer> {
  let waiting: Waiting[] = [];
  let running = 0;

  function takeBatch(): Waiting[] {
    const learners = new Set<string>();
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    for (const item of waiting) {
      if (batch.length < batchMax && !learners.has(item.learnerId)) {
        learners.add(item.learnerId);
        batch.push(item);
      } else {
        rest.push(item);
      }
    }
    waiting = rest;
    return batch;
  }

  async function recordAlone(item: Waiting): Promise<void> {
    try {
      const [answer] = await record([item]);
      item.resolve(answer as BeatAnswer);
    } catch (error) {
      item.reject(error);
    }
  }

  async function run(): Promise<void> {
    running++;
    const batch = takeBatch();
    try {
      const answers = await record(batch);
      batch.forEach((item, i) => item.resolve(answers[i] as BeatAnswer));
    } catch (error) {
      // One bad row must not refuse the others: each is tried alone.
      if (batch.length === 1) batch[0]?.reject(error);
      else await Promise.all(batch.map(recordAlone));
    }
    running--;
    if (waiting.length > 0) void run();
  }

  return (beat) =>
    new Promise((resolve, reject) => {
      waiting.push({ ...beat, resolve, reject });
      // The rest of this tick's requests join the batch.
      if (waiting.length === 1 && running < batchesAtOnce)
        setImmediate(() => waiting.length > 0 && void run());
    });
}
