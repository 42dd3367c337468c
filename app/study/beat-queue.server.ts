import type { LearnerBeat } from './record-beats.server.ts';

type Waiting<Answer> = LearnerBeat & { resolve: (answer: Answer) => void; reject: (error: unknown) => void };

/** Most beats that share a transaction. */
const batchMax = 500;
/** With so many waiting a second transaction runs beside the first. */
const crowdMin = 250;
/** So many do not wait for the pace. */
const enough = 64;

/** After a batch of `from` or more the next one begins `ms` after it began. */
export type Pace = { ms: number; from: number };

/**
 * Group commit: beats that arrive while a transaction runs share the next one; of a busy process transactions begin at
 * a `pace`. At most one beat of a learner is in a batch; a second one waits for the next, so that it is judged on
 * what the first left (B06).
 */
export function openBeatQueue<Answer>(
  record: (beats: LearnerBeat[]) => Promise<Answer[]>,
  pace?: Pace,
): (beat: LearnerBeat) => Promise<Answer> {
  let waiting: Waiting<Answer>[] = [];
  let running = 0;
  let rest: NodeJS.Timeout | undefined;

  /** Lets those who wait begin as soon as the pace lets them or enough of them wait. */
  function begin(): void {
    if (running > 0 || waiting.length === 0 || (rest && waiting.length < enough)) return;
    void run();
  }

  function holdFor(ms: number): void {
    clearTimeout(rest);
    rest = setTimeout(() => {
      rest = undefined;
      begin();
    }, ms);
  }

  function takeBatch(): Waiting<Answer>[] {
    const learners = new Set<string>();
    const batch: Waiting<Answer>[] = [];
    const left: Waiting<Answer>[] = [];
    for (const item of waiting) {
      if (batch.length < batchMax && !learners.has(item.learnerId)) {
        learners.add(item.learnerId);
        batch.push(item);
      } else {
        left.push(item);
      }
    }
    waiting = left;
    return batch;
  }

  async function recordOne(item: Waiting<Answer>): Promise<void> {
    try {
      const [answer] = await record([item]);
      item.resolve(answer as Answer);
    } catch (error) {
      item.reject(error);
    }
  }

  async function run(): Promise<void> {
    running++;
    const batch = takeBatch();
    if (pace && batch.length >= pace.from) holdFor(pace.ms);
    try {
      const answers = await record(batch);
      batch.forEach((item, i) => item.resolve(answers[i] as Answer));
    } catch (error) {
      // One bad row must not refuse the others: each is tried alone.
      if (batch.length === 1) batch[0]?.reject(error);
      else await Promise.all(batch.map(recordOne));
    }
    running--;
    begin();
  }

  return (beat) =>
    new Promise((resolve, reject) => {
      waiting.push({ ...beat, resolve, reject });
      // The rest of this tick's requests join the batch.
      if (waiting.length === 1 || waiting.length === enough) setImmediate(begin);
      else if (waiting.length >= crowdMin && running === 1) void run();
    });
}
