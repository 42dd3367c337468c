import type { z } from 'zod';
import type { RefusalCode } from './refusal.ts';

/** What a body is: a JSON shape by its Zod source, or bytes of a media type. */
export type Body = z.ZodType | { media: string };

/** One operation that programs use. */
export type Operation = {
  method: 'get' | 'post';
  path: string;
  id: string;
  summary: string;
  body?: Body;
  answer: Body | null;
  status?: number;
  refusals: RefusalCode[];
};

/** Refusals that any operation may give, those of every learner's, and those of every JSON body. */
export const everywhere: RefusalCode[] = ['busy', 'cross_site'];
export const learner: RefusalCode[] = [
  ...(['signed_out', 'must_set_password', 'second_step', 'forbidden'] as const),
  ...everywhere,
];
export const shaped: RefusalCode[] = ['bad_json', 'bad_shape', 'body_too_large'];
