import type { Sql, SqlTx } from '../../../db/client.ts';
import type { EvidenceEvent } from '../../evidence/event.ts';
import { readClock } from '../../platform/clock.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { secureDraw } from '../draw.server.ts';
import { endPaper } from './end-test.server.ts';
import type { AnswerTest, HoldTest, TestResult, TestStanding } from './final-test.wire.ts';
import { holdPaper } from './hold-paper.server.ts';
import { savePaper } from './load-paper.server.ts';
import { showResult, showStanding } from './show-paper.ts';
import { isPhotoSettled, stepPhoto } from './test-photo.ts';
import type { TestPaper } from './test-state.ts';

/** So often one answer may be changed; a program that goes round them all writes no endless log. */
const changesMax = 20;

type Kept = { choice: number; fence: number; seq: number; changes: number };

/** Stores an answer; the same again, or an older one, changes nothing (I9). */
async function keepAnswer(
  tx: SqlTx,
  paper: TestPaper,
  { fence, seq, place, choice }: AnswerTest,
  atMs: number,
): Promise<{ paper: TestPaper; events: EvidenceEvent[] }> {
  const { learnerId, id: paperId } = paper;
  const question = paper.questions[place - 1];
  if (!question) throw new Refusal('bad_shape', { field: 'place' });
  if (choice >= question.order.length) throw new Refusal('bad_shape', { field: 'choice' });
  const [kept] = await tx<Kept[]>`select choice, fence, seq, changes from test_answer
    where learner_id = ${learnerId} and paper_id = ${paperId} and place = ${place}`;
  if (kept?.choice === choice || (kept && kept.fence === fence && kept.seq >= seq)) {
    if (kept.fence !== fence || kept.seq < seq)
      await tx`update test_answer set fence = ${fence}, seq = ${seq}
        where learner_id = ${learnerId} and paper_id = ${paperId} and place = ${place}`;
    return { paper, events: [] };
  }
  if ((kept?.changes ?? 0) >= changesMax) throw new Refusal('too_fast', { retryAfterS: 60 });
  await tx`insert into test_answer (learner_id, paper_id, place, choice, fence, seq, answered_at)
    values (${learnerId}, ${paperId}, ${place}, ${choice}, ${fence}, ${seq}, ${new Date(atMs)})
    on conflict (learner_id, paper_id, place) do update set choice = excluded.choice, fence = excluded.fence,
      seq = excluded.seq, answered_at = excluded.answered_at, changes = test_answer.changes + 1`;
  const answers = paper.answers.with(place - 1, choice);
  return {
    paper: { ...paper, answers },
    events: [{ kind: 'test_answered', fence, paperId, place, choice }],
  };
}

/** Takes one answer. Throws `test_over`, `not_found`, `lease_ended`, `bad_shape`, `too_fast`. */
export async function answerTest(
  sql: Sql,
  learnerId: string,
  answer: AnswerTest,
  now = readClock(),
): Promise<TestStanding> {
  const paper = await holdPaper(sql, learnerId, answer, now, async (tx, held) => {
    const kept = await keepAnswer(tx, held, answer, now.wallMs);
    const stepped = stepPhoto(kept.paper, now, secureDraw);
    await savePaper(tx, stepped.paper, now.wallMs);
    return { paper: stepped.paper, events: [...kept.events, ...stepped.events] };
  });
  if (paper.end) throw new Refusal('test_over');
  return showStanding(paper, now);
}

/** The window lives and asks where the paper stands. Throws as `answerTest` does. */
export async function lookAtTest(
  sql: Sql,
  learnerId: string,
  target: HoldTest,
  now = readClock(),
): Promise<TestStanding> {
  const paper = await holdPaper(sql, learnerId, target, now, async (tx, held) => {
    const stepped = stepPhoto(held, now, secureDraw);
    await savePaper(tx, stepped.paper, now.wallMs);
    return stepped;
  });
  if (paper.end) throw new Refusal('test_over');
  return showStanding(paper, now);
}

/**
 * Hands the paper in: it is judged at once, and once. Asked again, or after its time, it answers the same result. Throws
 * `test_photo_due` (facts: the photograph that is asked first), `not_found`, `lease_ended`.
 */
export async function submitTest(
  sql: Sql,
  learnerId: string,
  target: HoldTest,
  now = readClock(),
): Promise<TestResult> {
  const paper = await holdPaper(sql, learnerId, target, now, async (tx, held) => {
    const stepped = stepPhoto(held, now, secureDraw, true);
    await savePaper(tx, stepped.paper, now.wallMs);
    if (!isPhotoSettled(stepped.paper)) return stepped;
    const { end, events } = await endPaper(tx, stepped.paper, 'submitted', now);
    return { paper: { ...stepped.paper, end }, events: [...stepped.events, ...events] };
  });
  if (paper.end) return showResult(paper);
  const { photo } = showStanding(paper, now);
  throw new Refusal('test_photo_due', { demandId: photo?.id ?? '', remainingMs: photo?.remainingMs ?? 0 });
}
