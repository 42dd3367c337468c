import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../../platform/seal.server.ts';

/**
 * What the printed code carries beside the number: 160 bits that only this server can make, so that numbers, which are
 * counted, lead nowhere by themselves. Nothing of it is stored: a copy of the database opens no page.
 */
export function proofToken(masterKey: Buffer, number: string): string {
  const mac = createHmac('sha256', deriveKey(masterKey, 'study-proof-link')).update(number).digest();
  return mac.subarray(0, 20).toString('base64url');
}

/** Whether `token` belongs to `number`; takes as long for a wrong one. */
export function isProofToken(masterKey: Buffer, number: string, token: string): boolean {
  const right = Buffer.from(proofToken(masterKey, number));
  const given = Buffer.from(token);
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Where the printed code leads: behind nginx requests come in plain, and the page is served encrypted. */
export function proofAddress(
  masterKey: Buffer,
  number: string,
  requestUrl: string,
  isSecure: boolean,
): string {
  const address = new URL(`/proof/${number}`, requestUrl);
  address.searchParams.set('k', proofToken(masterKey, number));
  if (isSecure) address.protocol = 'https:';
  return address.href;
}
