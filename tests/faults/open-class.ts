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
import { checkKeys } from './check-keys.ts';
import { HonestLearner, type Setback } from './honest-learner.ts';

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

  /** Somebody's beat is on its way: it went out and no answer came yet. */
  isOnTheWay(): boolean {
    return this.learners.some((one) => one.onTheWay > 0);
  }

  /** How many of these moments fell between a beat and its answer, which then did not come. */
  countUnheard(momentsMs: number[]): number {
    const all = this.learners.flatMap((one) => one.unheard);
    return momentsMs.filter((atMs) => all.some(({ fromMs, toMs }) => fromMs <= atMs && atMs <= toMs)).length;
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
   * Ends the sitting, looks for broken invariants (I1–I10), and says what it cost: what was watched and did not count, of
   * each learner. No one is locked out, and nobody has more than she watched.
   */
  async end(): Promise<Losses> {
    await Promise.all(this.learners.map((one) => one.end()));
    for (const one of this.learners) expect(one.locked, `${one.learner.phone} is locked out`).toEqual([]);
    await Promise.all(this.learners.map((one) => checkKeys(one, this.sql)));
    await checkInvariants(this.sql);
    const losses: Losses = {
      lostMs: [],
      sentBackFor: [],
      atControl: [],
      reopenedFrom: [],
      restMs: [],
      playedMs: 0,
      unanswered: 0,
      controls: 0,
      sentBack: [],
    };
    for (const one of this.learners) {
      const { frontierMs } = await readLedger(this.sql, one.learner.id);
      const gainedMs = frontierMs - one.startMs;
      expect(gainedMs, 'more than was watched').toBeLessThanOrEqual(one.playedMs);
      expect(frontierMs, 'acknowledged').toBeGreaterThanOrEqual(one.ackedMs);
      const lostMs = one.playedMs - gainedMs;
      losses.lostMs.push(lostMs);
      losses.sentBackFor.push(...one.sentBackFor);
      losses.atControl.push(...one.atControl);
      losses.reopenedFrom.push(...one.reopenedFrom);
      const known = [...one.sentBackFor, ...one.atControl, ...one.reopenedFrom];
      losses.restMs.push(known.reduce((rest, { ms }) => rest - ms, lostMs));
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

/** What a sitting cost: `lostMs` and `restMs` for each learner, the rest over all. */
export type Losses = {
  lostMs: number[];
  /** Of that, each time that somebody was sent back, */
  sentBackFor: Setback[];
  /** each control that cost something, */
  atControl: Setback[];
  /** and each lease that ended before its time. */
  reopenedFrom: Setback[];
  /** What is left of a learner's loss: what the server lets her be ahead when she ends, and jitter. */
  restMs: number[];
  playedMs: number;
  unanswered: number;
  controls: number;
  sentBack: string[];
};

/** What a learner may be ahead of the server's clock before she is sent back, ms. */
const aheadMs = 2_000;

/**
 * Nobody lost more than `mostMs` in all, and nothing at any one time but one beat, what she was ahead already, and what played
 * while she waited for an answer (I9).
 */
export function expectLoss(losses: Losses, mostMs: number): void {
  for (const what of ['sentBackFor', 'atControl', 'reopenedFrom'] as const)
    for (const { ms, waitedMs } of losses[what])
      expect(ms, `${what}, ${waitedMs} ms waited`).toBeLessThanOrEqual(waitedMs + beatMs + aheadMs);
  expect(Math.max(...losses.restMs), 'the rest').toBeLessThanOrEqual(aheadMs + beatMs);
  expect(Math.max(...losses.lostMs), 'in all').toBeLessThanOrEqual(mostMs);
}

/** Says what a fault cost, in seconds. */
export function tellLoss(fault: string, times: number, losses: Losses): void {
  const seconds = (ms: number) => (ms / 1000).toFixed(2);
  const most = Math.max(...losses.lostMs);
  const tell = (what: string, times: Setback[]) => {
    const [worst] = [...times].sort((a, b) => b.ms - a.ms);
    const most = worst
      ? ` (at most ${seconds(worst.ms)} s, after a wait of ${seconds(worst.waitedMs)} s)`
      : '';
    return `${what} ${times.length}${most}`;
  };
  const why = [...new Set(losses.sentBack)].join(', ');
  console.log(
    `${fault}, ${times} times: ${losses.lostMs.length} learners watched ${seconds(losses.playedMs)} s, passed ${losses.controls} controls; ` +
      `lost at most ${seconds(most)} s each in all (${seconds(most / times)} s a time); doubled 0 s; locked out 0; beats sent again ${losses.unanswered}; ` +
      `${tell(`sent back${why && ` (${why})`}`, losses.sentBackFor)}, ${tell('late at a control', losses.atControl)}, ` +
      `${tell('opened again', losses.reopenedFrom)}, rest ${seconds(Math.max(...losses.restMs))} s`,
  );
}
