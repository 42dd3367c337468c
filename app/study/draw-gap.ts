import type { DrawInt } from '../platform/random.ts';
import type { StudyRules } from './study-rules.ts';

/** Draws the study time until the next control, ms, uniform over the profile's band (P006, C09). */
export function drawGap(rules: StudyRules, drawInt: DrawInt): number {
  return rules.controlGapMinMs + drawInt(rules.controlGapMaxMs - rules.controlGapMinMs + 1);
}
