import type { EvidenceEvent } from '../../evidence/event.ts';
import { elapsedMs, type ClockReading } from '../../platform/clock.ts';
import type { Draw } from '../draw-control.ts';
import { testHour, type PhotoDemand, type TestPaper } from './test-state.ts';

/** A moment is drawn in this part of the time and of the questions, thousandths: room before and for a second one. */
const fromPermille = 100;
const toPermille = 800;

/**
 * Draws when a photograph is asked: after so much of the time that is left, or after so many answers, whatever comes
 * first, so that a fast and a slow learner are both seen and neither is told (P009).
 */
export function drawPhoto(limitMs: number, questions: number, spentMs: number, draw: Draw): PhotoDemand {
  const leftMs = Math.max(0, limitMs - spentMs);
  const permille = fromPermille + draw.drawInt(toPermille - fromPermille + 1);
  const dueMs = spentMs + Math.floor((leftMs * permille) / 1000);
  const dueAnswers = Math.max(1, Math.ceil((questions * permille) / 1000));
  return { id: draw.newId(), dueMs, dueAnswers, asked: null };
}

type Step = { paper: TestPaper; events: EvidenceEvent[] };

/** Asks the photograph that is due, and draws anew when the last did not come. `isLast`: she wants to hand in. */
export function stepPhoto(before: TestPaper, now: ClockReading, draw: Draw, isLast = false): Step {
  let { photo, photosMissed } = before;
  const { fence, rules, questions, photosTaken } = before;
  const spentMs = elapsedMs(before.opened, now);
  const events: EvidenceEvent[] = [];
  if (photo?.asked && elapsedMs(photo.asked, now) > rules.photoAnswerMs) {
    events.push({ kind: 'snapshot_missed', fence, demandId: photo.id, classHour: testHour });
    photosMissed++;
    photo = drawPhoto(rules.limitMs, questions.length, spentMs, draw);
    photo = { ...photo, dueAnswers: questions.length + 1 };
  }
  const answered = before.answers.filter((choice) => choice !== null).length;
  const isNeeded = photosTaken === 0 && photosMissed === 0;
  if (photo && !photo.asked) {
    const isDue = spentMs >= photo.dueMs || answered >= photo.dueAnswers || (isLast && isNeeded);
    if (isDue) {
      photo = { ...photo, asked: now };
      events.push({ kind: 'snapshot_asked', fence, demandId: photo.id, classHour: testHour });
    }
  }
  return { paper: { ...before, photo, photosMissed }, events };
}

/** Whether it can be handed in: a photograph was taken, or one was asked and did not come. */
export function isPhotoSettled({ photosTaken, photosMissed }: TestPaper): boolean {
  return photosTaken > 0 || photosMissed > 0;
}
