import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOrigin, type OriginFacts } from '../../app/identity/check-origin.ts';

const own: OriginFacts = {
  method: 'POST',
  host: 'zhenxue.example',
  origin: 'https://zhenxue.example',
  secFetchSite: 'same-origin',
  hasCookie: true,
  secure: true,
};
const check = (more: Partial<OriginFacts>) => checkOrigin({ ...own, ...more });
const allowed = { ok: true };
const crossSite = { ok: false, reason: 'cross_site' };
const noOrigin = { ok: false, reason: 'no_origin' };

describe('where a request was made (H08)', () => {
  it.each<[string, Partial<OriginFacts>, object]>([
    ['our page', {}, allowed],
    ['our page, no Origin', { origin: null }, allowed],
    ['our page in a browser before Sec-Fetch-Site', { secFetchSite: null }, allowed],
    ['a program without cookie', { secFetchSite: null, origin: null, hasCookie: false }, allowed],
    ['typed by the user, our Origin', { secFetchSite: 'none' }, allowed],
    ['typed by the user, no Origin', { secFetchSite: 'none', origin: null }, noOrigin],
    ['a cookie with neither header', { secFetchSite: null, origin: null }, noOrigin],
    ['another site', { secFetchSite: 'cross-site', origin: 'https://evil.example' }, crossSite],
    ['another site that sends no Origin', { secFetchSite: 'cross-site', origin: null }, crossSite],
    [
      'another site that sends no cookie',
      { secFetchSite: 'cross-site', origin: null, hasCookie: false },
      crossSite,
    ],
    ['another site in an old browser', { secFetchSite: null, origin: 'https://evil.example' }, crossSite],
    ['a subdomain', { secFetchSite: 'same-site', origin: 'https://a.zhenxue.example' }, crossSite],
    ['a subdomain that claims our Origin', { secFetchSite: 'same-site' }, crossSite],
    ['a sandboxed frame', { secFetchSite: 'cross-site', origin: 'null' }, crossSite],
    ['a sandboxed frame in an old browser', { secFetchSite: null, origin: 'null' }, crossSite],
    ['our name without encryption', { secFetchSite: null, origin: 'http://zhenxue.example' }, crossSite],
    ['our name, another port', { secFetchSite: null, origin: 'https://zhenxue.example:8443' }, crossSite],
    [
      'a name that starts like ours',
      { secFetchSite: null, origin: 'https://zhenxue.example.evil.example' },
      crossSite,
    ],
    ['a name that ends like ours', { secFetchSite: null, origin: 'https://evil-zhenxue.example' }, crossSite],
    [
      'a list of origins',
      { secFetchSite: null, origin: 'https://zhenxue.example, https://evil.example' },
      crossSite,
    ],
    ['an empty Origin', { secFetchSite: null, origin: '' }, crossSite],
    ['an unknown Sec-Fetch-Site', { secFetchSite: 'same-origin, cross-site' }, crossSite],
    ['no Host', { host: null }, crossSite],
    ['a Host with a path', { host: 'zhenxue.example/x', origin: 'https://zhenxue.example' }, crossSite],
    ['a Host with a user', { host: 'x@zhenxue.example', origin: 'https://zhenxue.example' }, crossSite],
  ])('%s', (_, more, answer) => {
    expect(check(more)).toEqual(answer);
  });

  it.each<[string | null, string | null, boolean]>([
    ['127.0.0.1:3000', 'http://127.0.0.1:3000', true],
    ['localhost:3000', 'http://localhost:3000', true],
    ['[::1]:3000', 'http://[::1]:3000', true],
    ['LocalHost:80', 'http://localhost', true],
    ['127.0.0.1:3000', 'http://127.0.0.1:3001', false],
    ['127.0.0.1:3000', 'http://localhost:3000', false],
  ])('on loopback http: Host %s, Origin %s', (host, origin, ok) => {
    expect(check({ host, origin, secFetchSite: null, secure: false }).ok).toBe(ok);
  });

  it.each(['GET', 'HEAD', 'OPTIONS'])('lets %s pass from anywhere, because it changes nothing', (method) => {
    expect(check({ method, secFetchSite: 'cross-site', origin: 'https://evil.example' })).toEqual(allowed);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'get', 'PURGE', ''])('judges method %j', (method) => {
    expect(check({ method, secFetchSite: 'cross-site', origin: 'https://evil.example' })).toEqual(crossSite);
  });

  it('lets no request of a browser with cookie in unless it names us, whatever the other headers say', () => {
    const header = fc.option(
      fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('none', 'same-site', 'cross-site', 'null')),
    );
    const holds = (origin: string | null, secFetchSite: string | null) => {
      if (origin === own.origin || secFetchSite === 'same-origin') return true;
      return !check({ origin, secFetchSite }).ok;
    };
    fc.assert(fc.property(header, header, holds), { numRuns: 20_000 });
  });
});
