import { z } from 'zod';
import { peopleWire, placeWire, yearWire } from './quota/quota.wire.ts';
import { targetMeasures } from './target-group.ts';

/** What a target is about and how many. */
export const targetWire = z
  .object({
    placeCode: placeWire,
    scope: z.enum(['whole', 'own']).default('whole'),
    fromYear: yearWire,
    toYear: z.union([z.literal('').transform(() => null), yearWire]).default(null),
    group: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .regex(/^[\w-]+$/),
    measure: z.enum(targetMeasures).default('trained'),
    people: peopleWire,
  })
  .transform(({ toYear, ...target }) => ({ ...target, toYear: toYear ?? target.fromYear }))
  .refine(({ fromYear, toYear }) => toYear >= fromYear, { path: ['toYear'] });
export type TargetTyped = z.infer<typeof targetWire>;
