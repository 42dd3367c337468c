import type { IdNumberFault } from './check-id-number.ts';

/** How many accounts one telephone may have; the database keeps it (`phone_full`). */
export const phoneUsersMax = 6;

/** Why an account is not created; the words for each are in words.ts. */
export type AccountFault = 'phone_wrong' | 'phone_taken' | 'id_number_taken' | `id_number_${IdNumberFault}`;

/** An account that was not created, and why; nothing was written. */
export class AccountRefused extends Error {
  readonly fault: AccountFault;
  constructor(fault: AccountFault) {
    super(fault);
    this.fault = fault;
  }
}
