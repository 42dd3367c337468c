import type { Sql, SqlTx } from '../../db/client.ts';
import { lockChains } from '../evidence/append.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { askSnapshotNow } from '../presence/draw-snapshot.ts';
import type { ControlPools } from './control-pool.server.ts';
import { secureDraw } from './draw.server.ts';
import { judgeAnswer, swapControl as swapOpenControl } from './judge-answer.ts';
import { loadStudies } from './load-study.server.ts';
import type { ClosedControl } from './save-control.server.ts';
import { saveStudies } from './save-study.server.ts';
import { showStanding } from './show-standing.ts';
import type { ControlPool } from './draw-control.ts';
import type { Step } from './withhold.ts';
import type { StudyState } from './study-state.ts';
import type { Answer, AnswerResult, Standing, SwapControl } from './study.wire.ts';

/** Which control of which lease. */
type Target = { learnerId: string; fence: number; controlId: string };

/** Runs `judge` on the open control under the learner's lock; a control that is not open is refused (C07). */
async function withOpenControl<T>(
  sql: Sql,
  pools: ControlPools,
  target: Target,
  judge: (
    state: StudyState,
    pool: ControlPool,
    now: ClockReading,
  ) => Step & { closed: ClosedControl; result: T },
): Promise<{ standing: Standing; result: T }> {
  return sql.begin(async (tx: SqlTx) => {
    const head = (await lockChains(tx, [target.learnerId])).get(target.learnerId);
    const study = (await loadStudies(tx, [target])).get(target.learnerId);
    if (!head || !study) throw new Refusal('lease_ended', { reason: 'unknown' });
    const { state: before, lastAnswer } = study;
    if (before.lease.endReason) throw new Refusal('lease_ended', { reason: before.lease.endReason });
    if (before.control?.id !== target.controlId) throw new Refusal('control_gone');
    const now = readClock();
    const pool = await pools.of(before.lease.videoVersionId);
    const { state: after, events, closed, result } = judge(before, pool, now);
    await saveStudies(tx, [{ head, before, after, events, lastAnswer, closed }], now);
    return { standing: showStanding(after, now), result };
  });
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
    (state, pool, now) => {
      const judged = judgeAnswer(state, answer, pool, now, secureDraw);
      const { result } = judged;
      const closed: ClosedControl = { state: result === 'wrong_again' ? 'wrong' : result, given: answer };
      if (result !== 'wrong_again') return { ...judged, closed };
      const asked = askSnapshotNow(judged.state, now, secureDraw);
      return { state: asked.state, events: [...judged.events, ...asked.events], closed, result };
    },
  );
  return { result, standing };
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
    (state, pool, now) => ({
      ...swapOpenControl(state, kind, pool, now, secureDraw),
      closed: { state: 'swapped' as const, given: null },
      result: null,
    }),
  );
  return standing;
}
