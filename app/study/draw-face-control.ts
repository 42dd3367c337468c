import type { DrawInt } from '../platform/random.ts';
import { classHourAt } from '../presence/snapshot/draw-snapshot.ts';
import type { StudyRules } from './study-rules.ts';
import type { StudyState } from './study-state.ts';

/** Slack for what is played while a control is on its way, ms. */
const carryMs = 60_000;

/** Whether this class studies with live face checks at all. */
export function asksFaces(rules: StudyRules): boolean {
  return rules.faceChecksPerHour > 0;
}

/** The class hour (from 0) that the control at the frontier belongs to. */
export function hourAtFrontier({ lease, progress }: StudyState): number {
  const positionMs = Math.min(progress.frontierMs, progress.durationMs - 1);
  return classHourAt(lease.baseMs + positionMs, lease.rules.classHourMs);
}

/**
 * Whether the control that is due now is a live face check (P007): after a doubtful photograph always; in a class hour
 * that still lacks one by chance, so that each of its controls is as likely as the others, and at its last control
 * for certain; beyond that a share of all controls, because a program can answer pictures.
 */
export function isFaceDue(state: StudyState, drawInt: DrawInt): boolean {
  const { lease, enrolment } = state;
  const { rules } = lease;
  if (!asksFaces(rules)) return false;
  if (enrolment.faceDoubt) return true;
  const hour = hourAtFrontier(state);
  const held = enrolment.faceCheckedHours.filter((one) => one === hour).length;
  const lacking = rules.faceChecksPerHour - held;
  if (lacking <= 0) return drawInt(100) < rules.faceSharePct;
  const positionMs = Math.min(state.progress.frontierMs, state.progress.durationMs - 1);
  const restMs = (hour + 1) * rules.classHourMs - lease.baseMs - positionMs;
  const surelyToCome = Math.floor((restMs - carryMs) / rules.controlGapMaxMs);
  if (surelyToCome < lacking) return true;
  const likelyToCome = Math.ceil((2 * restMs) / (rules.controlGapMinMs + rules.controlGapMaxMs));
  return drawInt(likelyToCome) < lacking;
}
