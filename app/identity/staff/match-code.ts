import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator knows it: SHA-1, 30 s, 6 digits; one step of drift either way. */
const period = 30;
const window = 1;

const totpOf = (secret: Uint8Array, label = '') =>
  new TOTP({
    ...{ issuer: '真学', label, algorithm: 'SHA1', digits: 6, period },
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  });

/** What was typed as six plain digits; null: it is no such code. */
export function readCode(typed: string): string | null {
  const code = typed.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '');
  return /^\d{6}$/.test(code) ? code : null;
}

/** The 30-second step since 1970 whose code this is, of now and its two neighbours; null: of none. */
export function matchCode(secret: Uint8Array, code: string, nowMs: number): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: nowMs, window });
  return delta === null ? null : Math.floor(nowMs / 1000 / period) + delta;
}

/** The key as an authenticator takes it: as an address behind a QR code, and in groups of four to type. */
export function tellKey(secret: Uint8Array, label: string): { uri: string; groups: string } {
  const totp = totpOf(secret, label);
  return { uri: totp.toString(), groups: (totp.secret.base32.match(/.{1,4}/g) ?? []).join(' ') };
}
