import type { Sql, SqlTx } from '../../db/client.ts';
import { lockChains } from '../evidence/append.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { countTries } from '../presence/challenge/count-tries.server.ts';
import { askSnapshotNow } from '../presence/snapshot/draw-snapshot.ts';
import type { ControlPools } from './control-pool.server.ts';
import { secureDraw } from './draw.server.ts';
import { judgeAnswer, swapControl as swapOpenControl, type JudgedAnswer } from './judge-answer.ts';
import { loadStudies } from './load-study.server.ts';
import type { ClosedControl } from './save-control.server.ts';
import { saveStudies } from './save-study.server.ts';
import { showStanding } from './show-standing.ts';
import { askControl, type ControlPool } from './draw-control.ts';
import { asksFaces } from './draw-face-control.ts';
import { judgeFaceAnswer } from './judge-face-answer.ts';
import type { Step } from './withhold.ts';
import type { OpenControl, StudyState } from './study-state.ts';
import type { Answer, AnswerResult, Standing, SwapControl } from './study.wire.ts';

/** Which control of which lease. */
type Target = { learnerId: string; fence: number; controlId: string };

/** Runs `judge` on the open control under the learner's lock; a control that is not open is refused (C07). */
async function withOpenControl<T>(
  sql: Sql,
  pools: ControlPools,
  target: Target,
  judge: (
    state: StudyState & { control: OpenControl },
    pool: ControlPool,
    now: ClockReading,
    tx: SqlTx,
  ) => Promise<Step & { closed: ClosedControl; result: T }>,
): Promise<{ standing: Standing; result: T }> {
  return sql.begin(async (tx: SqlTx) => {
    const head = (await lockChains(tx, [target.learnerId])).get(target.learnerId);
    const study = (await loadStudies(tx, [target])).get(target.learnerId);
    if (!head || !study) throw new Refusal('lease_ended', { reason: 'unknown' });
    const { state: before, lastAnswer } = study;
    if (before.lease.endReason) throw new Refusal('lease_ended', { reason: before.lease.endReason });
    // Nor does an answer prove anything of a withdrawn version (P011).
    if (!study.published) throw new Refusal('lease_ended', { reason: 'withdrawn' });
    const { control } = before;
    if (control?.id !== target.controlId) throw new Refusal('control_gone');
    const now = readClock();
    const pool = await pools.of(before.lease.videoVersionId);
    const judged = await judge({ ...before, control }, pool, now, tx);
    const { state: after, events, closed, result } = judged;
    await saveStudies(tx, [{ head, before, after, events, lastAnswer, closed }], now);
    return { standing: showStanding(after, now), result };
  });
}

/** What the server found in the pictures of a face control: `challengeId` is passed, or no try is left (P007). */
async function readFinding(
  tx: SqlTx,
  { lease, control }: StudyState & { control: OpenControl },
  learnerId: string,
  challengeId: string,
): Promise<'passed' | 'failed'> {
  const passed = await tx<{ id: string }[]>`
    select id from face_challenge
    where learner_id = ${learnerId} and control_id = ${control.id} and state = 'passed'`;
  if (passed.some(({ id }) => id === challengeId)) return 'passed';
  // Tries of an earlier control count too: whoever may not try again must not be left before a control for ever.
  if ((await countTries(tx, learnerId)) >= lease.rules.faceTriesMax) return 'failed';
  throw new Refusal('face_not_passed');
}

/** Judges an answer, once: right proves, late lets her go on, wrong asks another (P006). */
export async function answerControl(
  sql: Sql,
  pools: ControlPools,
  learnerId: string,
  { fence, controlId, answer }: Answer,
): Promise<AnswerResult> {
  const { standing, result } = await withOpenControl(
    sql,
    pools,
    { learnerId, fence, controlId },
    async (state, pool, now, tx) => {
      if (state.control.kind === 'face') {
        const finding = await readFinding(tx, state, learnerId, answer);
        return closedBy(answer, judgeFaceAnswer(state, finding, now, secureDraw));
      }
      const judged = judgeAnswer(state, answer, pool, now, secureDraw);
      if (judged.result !== 'wrong_again') return closedBy(answer, judged);
      const asked = askWhoAnswers(judged.state, pool, now);
      return closedBy(answer, { ...judged, ...asked, events: [...judged.events, ...asked.events] });
    },
  );
  return { result, standing };
}

/** A judged answer with how its control ended. */
function closedBy(given: string, judged: JudgedAnswer): JudgedAnswer & { closed: ClosedControl } {
  const { result } = judged;
  const isWrong = result === 'wrong_again' || result === 'face_failed';
  return { ...judged, closed: { state: isWrong ? 'wrong' : result, given } };
}

/** After two wrong answers somebody must be seen: by a live check, or by a photograph where the class asks for none. */
function askWhoAnswers(state: StudyState, pool: ControlPool, now: ClockReading): Step {
  if (asksFaces(state.lease.rules)) return askControl(state, pool, now, secureDraw, 1, 'face');
  return askSnapshotNow(state, now, secureDraw);
}

/** Gives another kind of question to who cannot hear or see this one; time and attempt stay. */
export async function swapControl(
  sql: Sql,
  pools: ControlPools,
  learnerId: string,
  { fence, controlId, kind }: SwapControl,
): Promise<Standing> {
  const { standing } = await withOpenControl(
    sql,
    pools,
    { learnerId, fence, controlId },
    async (state, pool, now) => {
      if (state.control.kind === 'face') throw new Refusal('face_not_passed');
      const swapped = swapOpenControl(state, kind, pool, now, secureDraw);
      return { ...swapped, closed: { state: 'swapped', given: null }, result: null };
    },
  );
  return standing;
}
