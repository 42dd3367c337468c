/** A browser keeps the cookie 30 days; the server ends the session after 12 hours. An ended one still says: known browser. */
const cookieLifeS = 30 * 24 * 3600;
const tokenShape = /^[A-Za-z0-9_-]{43}$/;

/** `__Host-` binds the cookie to this host and to https; the plain name exists for http on loopback only. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-zhenxue_session' : 'zhenxue_session';
}

/** The Set-Cookie value that signs a browser in. */
export function serialiseSessionCookie(token: string, secure: boolean): string {
  return cookie(token, cookieLifeS, secure);
}

/** The Set-Cookie value that makes a browser forget. */
export function clearSessionCookie(secure: boolean): string {
  return cookie('', 0, secure);
}

/**
 * The token in a Cookie header, or null. Two different tokens under one name are nobody's: a cookie that was planted
 * beside the real one decides nothing.
 */
export function parseSessionCookie(cookieHeader: string | null, secure: boolean): string | null {
  const prefix = `${sessionCookieName(secure)}=`;
  let token: string | null = null;
  for (const part of (cookieHeader ?? '').split(';')) {
    const cookie = part.trim();
    if (!cookie.startsWith(prefix)) continue;
    const told = cookie.slice(prefix.length);
    if (token !== null && token !== told) return null;
    token = told;
  }
  return token !== null && tokenShape.test(token) ? token : null;
}

function cookie(value: string, maxAgeS: number, secure: boolean): string {
  const flags = `Max-Age=${maxAgeS}; Path=/; HttpOnly; SameSite=Lax`;
  return `${sessionCookieName(secure)}=${value}; ${flags}${secure ? '; Secure' : ''}`;
}
