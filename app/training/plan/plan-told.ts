import type { FieldError } from '../../ui/error-summary.tsx';
import type { SubmissionResult } from '@conform-to/react';
import type { RefusalCode } from '../../platform/refusal.ts';
import { refusalWords, type Words } from '../../platform/words.ts';
import type { PlanChange, PlanField } from './compare-plans.ts';
import type { PlanFault } from './judge-plan.ts';
import { planFieldWrong, planWords } from './plan-words.ts';
import { sayFault } from './say-fault.ts';

/** What a form of a class is told: what was typed, the fields that cannot be read, and why it was not stored. */
export type PlanTold = {
  last: SubmissionResult;
  refused?: { code: RefusalCode; field: string | null };
  faults?: PlanFault[];
  changes?: PlanChange[];
};

/** The sentences of everything that is to be mended, for the summary and beside the fields. */
export function sayTold(told: PlanTold | null, say: (words: Words) => string): FieldError[] {
  if (!told) return [];
  const errors: FieldError[] = [];
  for (const [field, wrong] of Object.entries(told.last.error ?? {}))
    if (Object.hasOwn(planFieldWrong, field) && wrong) {
      const isSum = field === 'totalHours' && !wrong.includes('hours');
      errors.push({ field, say: say(isSum ? planWords.totalFirst : planFieldWrong[field as PlanField]) });
    }
  for (const fault of told.faults ?? []) {
    const { say: what, fix, field } = sayFault(fault);
    errors.push({ field, say: say(what), fix: say(fix) });
  }
  if (told.refused) {
    const { say: what, fix } = refusalWords[told.refused.code];
    errors.push({ field: told.refused.field, say: say(what), fix: say(fix) });
  }
  return errors;
}

/** Beside one field: the first that is wrong with it. */
export const errorOfField = (errors: readonly FieldError[]) => (field: string) =>
  errors.find((one) => one.field === field)?.say;
