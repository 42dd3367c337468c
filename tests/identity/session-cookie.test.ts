import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clearSessionCookie,
  parseSessionCookie,
  serialiseSessionCookie,
} from '../../app/identity/session-cookie.ts';
import { previousToken, setCookieHeader } from '../../app/identity/session.server.ts';

const token = 'aB0_-'.repeat(9).slice(0, 43);

describe('the session cookie', () => {
  it('is bound to this host, https, and no script', () => {
    expect(serialiseSessionCookie(token, true)).toBe(
      `__Host-zhenxue_session=${token}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax; Secure`,
    );
    expect(clearSessionCookie(true)).toBe(
      '__Host-zhenxue_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure',
    );
    expect(serialiseSessionCookie(token, true)).not.toMatch(/Domain/i);
  });

  it('has a plain name without Secure on loopback http only, and the two are never confused', () => {
    expect(serialiseSessionCookie(token, false)).toBe(
      `zhenxue_session=${token}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax`,
    );
    expect(parseSessionCookie(`zhenxue_session=${token}`, true)).toBeNull();
    expect(parseSessionCookie(`__Host-zhenxue_session=${token}`, false)).toBeNull();
  });

  it('is read among others, and not when planted twice, quoted, short or padded', () => {
    const pair = `__Host-zhenxue_session=${token}`;
    expect(parseSessionCookie(`size=big;${pair} ; b="x;y"`, true)).toBe(token);
    expect(parseSessionCookie(`${pair}; ${pair}`, true)).toBe(token);
    expect(parseSessionCookie(`${pair}; __Host-zhenxue_session=${'A'.repeat(43)}`, true)).toBeNull();
    expect(parseSessionCookie(`__Host-zhenxue_session="${token}"`, true)).toBeNull();
    expect(parseSessionCookie(`__Host-zhenxue_session=${token}A`, true)).toBeNull();
    expect(parseSessionCookie(`__Host-zhenxue_session=${token.slice(1)}`, true)).toBeNull();
    expect(parseSessionCookie(`x__Host-zhenxue_session=${token}`, true)).toBeNull();
  });

  it('never throws and never answers anything but a token', () => {
    const safe = (header: string) => parseSessionCookie(`${header};__Host-zhenxue_session=${header}`, true);
    const holds = (header: string) => {
      const found = safe(header);
      return found === null || /^[A-Za-z0-9_-]{43}$/.test(found);
    };
    fc.assert(fc.property(fc.string({ maxLength: 60, unit: 'binary' }), holds), { numRuns: 10_000 });
  });

  it('travels from a sign-in to the next request', () => {
    const door = { env: { secureCookies: true } } as Parameters<typeof setCookieHeader>[0];
    const Cookie = setCookieHeader(door, token).split(';')[0] ?? '';
    expect(previousToken(door, new Request('https://zhenxue.example/', { headers: { Cookie } }))).toBe(token);
    expect(previousToken(door, new Request('https://zhenxue.example/'))).toBeNull();
  });
});
