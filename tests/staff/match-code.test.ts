import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { matchCode, readCode, tellKey } from '../../app/identity/staff/match-code.ts';

// RFC 6238, appendix B, the vectors of SHA-1: the last six of eight digits.
const secret = Buffer.from('12345678901234567890');
const vectors = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

describe('codes of an authenticator', () => {
  it.each(vectors)('at %i s it is %s', (atS, code) => {
    expect(matchCode(secret, code, atS * 1000)).toBe(Math.floor(atS / 30));
  });

  it.each(vectors)('the code of %i s holds one step either way and no longer', (atS, code) => {
    const step = Math.floor(atS / 30);
    const startMs = step * 30_000;
    expect(matchCode(secret, code, startMs - 30_000)).toBe(step);
    expect(matchCode(secret, code, startMs + 59_999)).toBe(step);
    expect(matchCode(secret, code, startMs + 60_000)).toBeNull();
    expect(matchCode(secret, code, startMs - 30_001)).toBeNull();
  });

  it('is another one under another key', () => {
    expect(matchCode(Buffer.from('12345678901234567891'), '287082', 59_000)).toBeNull();
  });

  it.each([
    ['287 082', '287082'],
    ['287-082', '287082'],
    ['２８７０８２', '287082'],
    ['28708', null],
    ['2870822', null],
    ['28708a', null],
    ['', null],
  ])('reads %s as %s', (typed, code) => {
    expect(readCode(typed)).toBe(code);
  });

  it('tells the key so that an authenticator shows the same codes', () => {
    const { uri, groups } = tellKey(secret, '13900000021');
    const url = new URL(uri);
    expect(`${url.protocol}//${url.host}`).toBe('otpauth://totp');
    const read = new TOTP({
      secret: Secret.fromBase32(groups.replaceAll(' ', '')),
      algorithm: url.searchParams.get('algorithm') ?? '',
      digits: Number(url.searchParams.get('digits')),
      period: Number(url.searchParams.get('period')),
    });
    expect(read.generate({ timestamp: 59_000 })).toBe('287082');
    expect(url.searchParams.get('secret')).toBe(groups.replaceAll(' ', ''));
  });
});
