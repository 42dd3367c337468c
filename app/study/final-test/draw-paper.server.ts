import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { SqlTx } from '../../../db/client.ts';
import { drawTest } from '../../catalogue/draw-test.ts';
import type { EvidenceEvent } from '../../evidence/event.ts';
import { paperMessage } from '../../evidence/test-paper.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { KnownFace } from '../../presence/require-face.server.ts';
import { endOfChinaDay } from '../../training/class-day.ts';
import { secureDraw } from '../draw.server.ts';
import { nextFence } from '../next-fence.server.ts';
import type { MayTake, TestPlace } from './find-test.server.ts';
import { fixBank } from './fix-bank.server.ts';
import { drawPhoto } from './test-photo.ts';
import type { PaperRules, TestPaper } from './test-state.ts';

type Drawing = {
  learnerId: string;
  windowId: string;
  place: TestPlace;
  may: MayTake;
  known: KnownFace;
  now: ClockReading;
};

function pinTestRules({ enrolment }: TestPlace, now: ClockReading): PaperRules {
  const { final_test: test, snapshot_answer_s: photoS } = enrolment.profile;
  return {
    // Nothing counts after the last day of the class (P019).
    limitMs: Math.min(test.limit_s * 1000, endOfChinaDay(enrolment.endsOn) - now.wallMs),
    passPct: test.pass_pct,
    triesMax: test.tries,
    waitMs: test.retry_wait_s * 1000,
    faceWithinMs: test.face_within_s * 1000,
    photoAnswerMs: photoS * 1000,
  };
}

async function insertPaper(
  tx: SqlTx,
  paper: TestPaper,
  known: KnownFace,
  paperSha256: string,
): Promise<void> {
  const { opened, photo, rules } = paper;
  await tx`insert into test_paper ${tx({
    ...{ learner_id: paper.learnerId, id: paper.id, enrolment_id: paper.enrolmentId, attempt: paper.attempt },
    ...{ bank_sha256: Buffer.from(paper.bankSha256, 'hex'), paper_sha256: Buffer.from(paperSha256, 'hex') },
    ...{ salt: Buffer.from(paper.salt, 'hex'), questions: tx.json(paper.questions), rules: tx.json(rules) },
    ...{ face: known.face, face_id: known.faceId, fence: paper.fence, window_id: paper.windowId },
    ...{ opened_wall_ms: opened.wallMs, opened_mono_ms: opened.monoMs, opened_boot: opened.boot },
    ...{ ends_at: new Date(opened.wallMs + rules.limitMs), last_seen_at: new Date(opened.wallMs) },
    ...{ photo_id: photo?.id ?? null, photo_due_ms: photo?.dueMs ?? 0 },
    photo_due_answers: photo?.dueAnswers ?? 0,
  })}`;
}

/**
 * Draws a paper by chance that nobody can foretell, from the fixed bank of the class, and tells the log its hash. The
 * caller holds the lock on the chain and appends. Throws `test_bank_short`.
 */
export async function drawPaper(
  tx: SqlTx,
  { learnerId, windowId, place, may, known, now }: Drawing,
): Promise<{ paper: TestPaper; events: EvidenceEvent[] }> {
  const { classId, courseVersionId, enrolment } = place;
  const { enrolmentId, profile } = enrolment;
  const bank = await fixBank(tx, classId, courseVersionId, now);
  const count = profile.final_test.questions;
  if (bank.questions.length < count)
    throw new Refusal('test_bank_short', { questions: bank.questions.length });
  const put = drawTest(bank.questions, count, secureDraw.drawInt, bank.weights);
  const rules = pinTestRules(place, now);
  const paper: TestPaper = {
    ...{ learnerId, id: randomUUID(), enrolmentId, attempt: may.tries.length + 1, bankSha256: bank.sha256 },
    ...{ salt: randomBytes(32).toString('hex'), rules, face: known.face, opened: now, windowId, windows: 1 },
    questions: put.map(({ question, order }) => ({ ...question, order })),
    ...{ fence: await nextFence(tx, learnerId), lastSeenMs: now.wallMs, answers: put.map(() => null) },
    ...{ photo: drawPhoto(rules.limitMs, put.length, 0, secureDraw), photosTaken: 0, photosMissed: 0 },
    end: null,
  };
  const drawn = paper.questions.map(({ id, sha256, order }) => ({ id, sha256, order }));
  const told = paperMessage(paper.id, paper.salt, drawn);
  const paperSha256 = createHash('sha256').update(told).digest('hex');
  await insertPaper(tx, paper, known, paperSha256);
  const { limitMs, passPct, triesMax, waitMs, faceWithinMs, photoAnswerMs } = rules;
  const event: EvidenceEvent = {
    ...{ kind: 'test_opened', fence: paper.fence, paperId: paper.id, enrolmentId, attempt: paper.attempt },
    ...{ bankSha256: bank.sha256, paperSha256, questions: put.length },
    ...{ limitMs, passPct, triesMax, waitMs, faceWithinMs, photoAnswerMs },
    ...{ face: known.face, faceId: known.faceId, lessons: may.lessons, windowId },
  };
  return { paper, events: [event] };
}
