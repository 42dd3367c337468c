import { hash, verify } from '@node-rs/argon2';
import { readSecret } from './check-password.ts';

/** Argon2id (2), 19 MiB, two passes, one lane: about 12 ms of one core a try. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of 32 random bytes that nobody kept: what an unknown account is compared with (H09). */
const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$4PomQamifM1lQ1F5b7tzPg$5SR34k1Rc3y+8HFSmJOdpcTJ3BbF1rD4DxwTbOPwCLw';

/** Argon2id of a password or a first sign-in code, PHC text. */
export function hashSecret(typed: string): Promise<string> {
  return hash(readSecret(typed), cost);
}

/** Whether `typed` is the secret behind `stored`. Without one it does the same work and says no. */
export async function verifySecret(stored: string | null, typed: string): Promise<boolean> {
  const matches = await verify(stored ?? nobodysHash, readSecret(typed));
  return matches && stored !== null;
}
