/** The headers of one request that tell where it was made. `host` is the Host header. */
export type OriginFacts = {
  method: string;
  host: string | null;
  origin: string | null;
  secFetchSite: string | null;
  hasCookie: boolean;
  /** Whether this server is reached by https (cookies are Secure). */
  secure: boolean;
};

export type OriginCheck = { ok: true } | { ok: false; reason: 'cross_site' | 'no_origin' };

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * H08: a request that may change something must come from our own pages.
 *
 * | Sec-Fetch-Site | Origin | |
 * |---|---|---|
 * | same-origin | ours or absent | allowed |
 * | none | ours | allowed |
 * | absent | ours | allowed (browsers before 2020) |
 * | absent | absent, and no Cookie | allowed: a program, no browser sends this |
 * | anything else | anything else | refused |
 *
 * Neither header can be set by a page, so text/plain bodies, forms, images and frames of another site all end here,
 * whatever their Content-Type. Reading methods pass, because they change nothing; a method named in another header or
 * a field is never read.
 */
export function checkOrigin(facts: OriginFacts): OriginCheck {
  if (readingMethods.has(facts.method)) return { ok: true };
  const { origin, secFetchSite: site } = facts;
  if (origin !== null && !isOwn(origin, facts)) return { ok: false, reason: 'cross_site' };
  const sameOrigin = site === 'same-origin';
  if (origin !== null)
    return sameOrigin || site === 'none' || site === null
      ? { ok: true }
      : { ok: false, reason: 'cross_site' };
  if (sameOrigin) return { ok: true };
  if (site !== null && site !== 'none') return { ok: false, reason: 'cross_site' };
  return site === null && !facts.hasCookie ? { ok: true } : { ok: false, reason: 'no_origin' };
}

/** The origin of the host that was asked last: a server has one, and every beat asks. */
let last = { host: '', secure: false, origin: '' };

/** Whether `origin` is exactly scheme, host and port of this server. `null` and lists never are. */
function isOwn(origin: string, { host, secure }: OriginFacts): boolean {
  if (host === null || !/^[\w.:[\]-]+$/.test(host)) return false;
  if (host !== last.host || secure !== last.secure) {
    const own = `${secure ? 'https' : 'http'}://${host}`;
    if (!URL.canParse(own)) return false;
    last = { host, secure, origin: new URL(own).origin };
  }
  return last.origin === origin.toLowerCase();
}
