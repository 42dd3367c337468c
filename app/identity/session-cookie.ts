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
  const tokens = new Set(
    (cookieHeader ?? '')
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part.startsWith(prefix))
      .map((part) => part.slice(prefix.length)),
  );
  const [token] = tokens;
  return tokens.size === 1 && token !== undefined && tokenShape.test(token) ? token : null;
}

function cookie(value: string, maxAgeS: number, secure: boolean): string {
  const flags = `Max-Age=${maxAgeS}; Path=/; HttpOnly; SameSite=Lax`;
  return `${sessionCookieName(secure)}=${value}; ${flags}${secure ? '; Secure' : ''}`;
}
