import { z } from 'zod';

const digits = (max: number) =>
  z
    .string()
    .transform((typed) => typed.normalize('NFKC').trim())
    .pipe(z.string().regex(new RegExp(`^\\d{1,${max}}$`)))
    .transform(Number);
/** A year that quotas and targets are set for. */
export const yearWire = digits(4).pipe(z.int().min(2000).max(2100));
export const placeWire = z
  .string()
  .transform((typed) => typed.normalize('NFKC').trim())
  .pipe(z.string().regex(/^[1-8]\d{5}$/));
export const peopleWire = digits(7);

/** Whose places: an area by its code, or an institution by its id. */
const ofWire = z.union([
  z
    .string()
    .regex(/^place:/)
    .transform((text) => text.slice(6))
    .pipe(placeWire)
    .transform((placeCode) => ({ placeCode, institutionId: null })),
  z
    .string()
    .regex(/^institution:/)
    .transform((text) => text.slice(12))
    .pipe(z.uuid())
    .transform((institutionId) => ({ placeCode: null, institutionId })),
]);

/** The forms of the page of quotas: set one, take one back. */
export const quotaWire = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('set'),
    of: ofWire,
    year: yearWire,
    occupationId: z
      .string()
      .max(60)
      .transform((id) => id || null),
    places: peopleWire,
  }),
  z.object({ intent: z.literal('lift'), quotaId: z.uuid() }),
]);
export type QuotaSet = Omit<Extract<z.infer<typeof quotaWire>, { intent: 'set' }>, 'intent'>;
