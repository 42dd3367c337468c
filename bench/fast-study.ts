import { setTimeout as sleep } from 'node:timers/promises';
import type { AnswerResult, Standing } from '../app/study/study.wire.ts';
import type { Told } from './check-credit.ts';
import { openBenchHouse, post, type BenchHouse, type BenchLearner } from './open-house.ts';

/** A learner's timers and her line: she beats up to so much later than she was asked to, ms. */
const lateMs = 200;
/** Nearer to each other her beats are cut off as a flood, by a clock that is not turned (A08), ms. */
const apartMs = 110;
/** How long she thinks about a control, ms. */
const answerMs = 3_000;

type Place = BenchLearner & {
  seq: number;
  frontierMs: number;
  lastMs: number;
  sentMs: number;
  beatMs: number;
  /** When she acts next, and the control that she answers then; null: she beats. */
  dueMs: number;
  controlId: string | null;
};
/** Learners who study on whenever they are told to. */
export type FastHouse = BenchHouse & {
  told: Told;
  /** Everybody studies for so many minutes of hers. */
  study(minutes: number): Promise<void>;
  /** Has everybody's span closed, by the server and its clock: each asks for her evidence. */
  closeSpans(): Promise<void>;
};

/**
 * A house whose clocks the bench turns, with `count` learners who beat as they are asked to and answer every control. The
 * clocks go on when everybody who was due has her answer.
 */
export async function openFastHouse(count: number): Promise<FastHouse> {
  const house = await openBenchHouse(count, { preload: './bench/time-lapse.ts' });
  // The photographs of their hours stand already, and their sign-ins last.
  await house.sql`update enrolment_study set photographed_hours = array(select generate_series(0, 9))`;
  await house.sql`update session set expires_at = expires_at + interval '1 day'`;
  const told: Told = { beats: 0, earnedMs: 0, notCredited: {} };
  const places = house.learners.map((one, i): Place => ({
    ...one,
    ...{ seq: 0, frontierMs: 0, lastMs: 0, sentMs: 0, beatMs: 5_000, controlId: null },
    dueMs: 5_000 + ((i * 397) % 5_000),
  }));
  let nowMs = 0;
  const study = async (minutes: number) => {
    for (const endMs = nowMs + minutes * 60_000; nowMs < endMs;) {
      const firstMs = Math.min(...places.map(({ dueMs }) => dueMs));
      nowMs = Math.min(firstMs + lateMs, endMs);
      await house.web.ask({ goneMs: nowMs });
      await Promise.all(
        places.filter(({ dueMs }) => dueMs <= nowMs).map((one) => act(house, one, told, nowMs)),
      );
    }
  };
  const closeSpans = async () => {
    for (const { cookie } of house.learners)
      await (await fetch(`${house.url}/study/evidence`, { headers: { Cookie: cookie } })).text();
  };
  return { ...house, told, study, closeSpans };
}

async function act(house: BenchHouse, place: Place, told: Told, nowMs: number): Promise<void> {
  if (place.controlId === null) {
    const { nextBeatMs, frontierMs, control } = await beat(house, place, told, nowMs);
    place.beatMs = nextBeatMs;
    place.frontierMs = frontierMs;
    place.controlId = control?.id ?? null;
  } else {
    place.frontierMs = await answer(house, place, place.controlId, told);
    place.controlId = null;
    // The picture stood still meanwhile.
    place.lastMs = nowMs;
  }
  const waitMs = place.controlId === null ? place.beatMs : answerMs;
  place.dueMs = nowMs + waitMs + Math.floor(Math.random() * lateMs);
}

async function beat(house: BenchHouse, place: Place, told: Told, nowMs: number): Promise<Standing> {
  const toMs = place.frontierMs + nowMs - place.lastMs;
  place.lastMs = nowMs;
  await sleep(Math.max(0, place.sentMs + apartMs - performance.now()));
  place.sentMs = performance.now();
  const flags = { state: 'playing', visible: true, ratePermille: 1000, clientMs: Date.now() };
  const range = { fromMs: place.frontierMs, toMs };
  const request = { fence: place.fence, seq: ++place.seq, ...flags, played: range };
  const standing = await post<Standing>(house.url, '/study/beats', place.cookie, request);
  if (standing.earnedNowMs > 0) told.beats += 1;
  told.earnedMs += standing.earnedNowMs;
  const why = standing.uncounted;
  if (why) told.notCredited[why] = (told.notCredited[why] ?? 0) + 1;
  return standing;
}

/** Answers rightly; answers where she stands then. */
async function answer(house: BenchHouse, place: Place, controlId: string, told: Told): Promise<number> {
  const [control] = await house.sql<{ right: string }[]>`
    select right_answer as right from control where learner_id = ${place.id} and id = ${controlId}`;
  const request = { fence: place.fence, controlId, answer: control?.right ?? '' };
  const { standing } = await post<AnswerResult>(house.url, '/study/answers', place.cookie, request);
  told.earnedMs += standing.frontierMs - place.frontierMs;
  return standing.frontierMs;
}
