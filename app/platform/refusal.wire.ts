import { z } from 'zod';
import { refusalStatus, type RefusalCode } from './refusal.ts';

const codes = Object.keys(refusalStatus) as [RefusalCode, ...RefusalCode[]];

/** The body of every refusal. */
export const refusalWire = z
  .strictObject({
    refused: z.enum(codes),
    say: z.string(),
    fix: z.string(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'Refusal' });
