import { z } from 'zod';
import { surveyDays } from './judge-survey.ts';

const step = z.coerce.number().pipe(z.int().min(1).max(5));

/** What a learner answers. Text is plain: no control character but the line's end (H06). */
export const surveyAnswerWire = z.object({
  overall: step,
  teaching: step,
  content: step,
  online: step,
  comment: z
    .string()
    .trim()
    .max(500)
    .transform((typed) => typed.replaceAll('\r\n', '\n'))
    .pipe(z.string().regex(/^(?:[^\p{Cc}\p{Cf}]|\n)*$/u))
    .default(''),
});
export type SurveyAnswer = z.infer<typeof surveyAnswerWire>;

const days = z.coerce.number().pipe(z.int().min(surveyDays.min).max(surveyDays.max));

/** What a clerk does with the survey of a class. */
export const surveyWorkWire = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('open-survey'), days }),
  z.object({ intent: z.literal('extend-survey'), days }),
]);
