import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/**
 * Seals bytes with AES-256-GCM. Layout: version 1 (1 byte) · nonce (12) · tag (16) · ciphertext.
 * `purpose` is authenticated, so that a sealed value cannot be moved to another column or person.
 */
export function seal(key: Buffer, purpose: string, plain: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), body]);
}

/** Opens what `seal` made. Throws if key, purpose or bytes differ, naming the purpose. */
export function unseal(key: Buffer, purpose: string, sealed: Buffer): Buffer {
  if (sealed[0] !== 1 || sealed.length < 29)
    throw new Error(`what was sealed as ${purpose} is of no known version`);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13)).setAAD(Buffer.from(purpose));
  decipher.setAuthTag(sealed.subarray(13, 29));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]);
  } catch (cause) {
    throw new Error(`what was sealed as ${purpose} does not open: it was changed, or sealed by another key`, {
      cause,
    });
  }
}

/** A 32-byte key for one purpose, derived from `key`. */
export function deriveKey(key: Buffer, purpose: string): Buffer {
  return createHmac('sha256', key).update(purpose).digest();
}
