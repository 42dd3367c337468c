import { createHash } from 'node:crypto';

/** What is stored of a session's token: SHA-256 of the cookie value, so that a copy of the table signs nobody in. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
