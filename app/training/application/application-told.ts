import type { RefusalCode } from '../../platform/refusal.ts';

/** What became of the last form of a page: refused, with the field and the facts that go with it. */
export type FormTold = {
  refused: RefusalCode;
  field: string | null;
  facts: Record<string, string | number>;
} | null;
