import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { openDatabase, type Database } from '../../db/client.ts';
import { readRightAnswer, setProfile } from '../cheats/open-school.ts';
import { readLedger } from '../cheats/read-ledger.ts';
import { fixtureLearner, fixtureLesson } from '../harness/fixtures.ts';
import { liveAnew } from '../harness/live-anew.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { signIn } from '../harness/sign-in.ts';
import { checkInvariants } from './check-invariants.ts';
import { HonestLearner } from './honest-learner.ts';

/** A beat a second: faults fall into many. */
export const beatMs = 1_000;
/** Longer than any fault test. */
const lessonMs = 7_200_000;

/** Makes the database one in which a class can study for as long as a fault lasts, asked after so many seconds. */
export async function lengthenLesson(
  { sql }: Pick<Database, 'sql'>,
  popup_min_gap_s = 20,
  popup_max_gap_s = 40,
): Promise<void> {
  const { videoVersionId } = fixtureLesson(1);
  await setProfile(sql, { popup_min_gap_s, popup_max_gap_s, beat_interval_s: beatMs / 1000 });
  await pastGuards(
    sql,
    (tx) => tx`update video_version set duration_ms = ${lessonMs} where id = ${videoVersionId}`,
  );
  await liveAnew(sql, videoVersionId);
}

/** Honest learners who study at the same time, and the test's own look at their database. */
export class FaultClass {
  readonly learners: HonestLearner[] = [];
  readonly #database: Database;
  #sent: (() => void)[] = [];

  constructor(databaseUrl: string) {
    this.#database = openDatabase(databaseUrl, 2);
  }

  get sql() {
    return this.#database.sql;
  }

  /** Signs learners in and lets them begin, each at another moment of the second. `urls`: one each, in turn. */
  async enter(places: number[], ...urls: string[]): Promise<void> {
    await Promise.all(
      places.map(async (place, index) => {
        const learner = fixtureLearner(place);
        const cookie = await signIn(this.#database.db, learner.phone);
        const one = new HonestLearner({
          ...{ url: urls[index % urls.length] ?? '', cookie, learner, beatMs },
          solve: (id) => readRightAnswer(this.sql, id),
          onSend: () => this.#sent.splice(0).forEach((wake) => wake()),
        });
        this.learners.push(one);
        await sleep((index * beatMs) / places.length);
        await one.begin();
      }),
    );
  }

  /** Resolves when somebody's next beat goes out, or after a while without any. */
  nextBeat(): Promise<void> {
    return Promise.race([new Promise<void>((wake) => this.#sent.push(wake)), sleep(2 * beatMs)]);
  }

  /** Resolves when somebody, or everybody, is answered; at the latest after `ms`. */
  async answered(who: 'somebody' | 'everybody' = 'somebody', ms = 20_000): Promise<void> {
    const before = this.learners.map((one) => one.answers);
    const late = performance.now() + ms;
    const isHeard = (one: HonestLearner, i: number) => one.answers > (before[i] ?? 0);
    const isOver = () => (who === 'somebody' ? this.learners.some(isHeard) : this.learners.every(isHeard));
    while (!isOver() && performance.now() < late) await sleep(20);
  }

  /** Nothing that was acknowledged until now is gone. Beats go on meanwhile. */
  async checkKept(): Promise<void> {
    for (const one of this.learners) {
      const { ackedMs } = one;
      const { frontierMs } = await readLedger(this.sql, one.learner.id);
      expect(frontierMs, `${one.learner.phone} was told ${ackedMs} ms`).toBeGreaterThanOrEqual(ackedMs);
    }
  }

  /**
   * Ends the sitting, looks for broken invariants, and says what it cost: what was watched and did not count, of each
   * learner. No one is locked out, and nobody has more than she watched.
   */
  async end(): Promise<Losses> {
    await Promise.all(this.learners.map((one) => one.end()));
    await checkInvariants(this.sql);
    const losses: Losses = {
      lostMs: [],
      beyondMs: [],
      playedMs: 0,
      unanswered: 0,
      controls: 0,
      sentBack: [],
    };
    for (const one of this.learners) {
      expect(one.locked, `${one.learner.phone} is locked out`).toEqual([]);
      const { frontierMs } = await readLedger(this.sql, one.learner.id);
      const gainedMs = frontierMs - one.startMs;
      expect(gainedMs, 'more than was watched').toBeLessThanOrEqual(one.playedMs);
      expect(frontierMs, 'acknowledged').toBeGreaterThanOrEqual(one.ackedMs);
      const lostMs = one.playedMs - gainedMs;
      losses.lostMs.push(lostMs);
      losses.beyondMs.push(lostMs - one.unheardMs);
      losses.playedMs += one.playedMs;
      losses.unanswered += one.unanswered;
      losses.controls += one.controls;
      losses.sentBack.push(...one.sentBack);
      if (lostMs > beatMs && process.env.FAULT_TRACE)
        console.log(`lost ${lostMs} ms:\n${one.trace.join('\n')}`);
    }
    return losses;
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}

/** What a sitting cost: `lostMs` for each learner, the rest over all. */
export type Losses = {
  lostMs: number[];
  /** Of that, what was not in a beat that she was sent back for. */
  beyondMs: number[];
  playedMs: number;
  unanswered: number;
  controls: number;
  sentBack: string[];
};

/** Says what a fault cost, in seconds. */
export function tellLoss(fault: string, times: number, losses: Losses): void {
  const seconds = (ms: number) => (ms / 1000).toFixed(2);
  const { lostMs, beyondMs, playedMs, unanswered, controls, sentBack } = losses;
  const most = Math.max(...lostMs);
  console.log(
    `${fault}, ${times} times: ${lostMs.length} learners watched ${seconds(playedMs)} s, passed ${controls} controls; ` +
      `lost at most ${seconds(most)} s each in all (${seconds(most / times)} s a time), beyond unanswered beats ${seconds(Math.max(...beyondMs))} s; doubled 0 s; locked out 0; ` +
      `beats sent again ${unanswered}; sent back ${sentBack.length}${sentBack.length ? ` (${[...new Set(sentBack)].join(', ')})` : ''}`,
  );
}
