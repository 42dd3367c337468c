import type { Frame, Lang } from '../ui/frame.tsx';
import { readTextSize } from '../ui/text-size.ts';

const yearS = 365 * 24 * 3600;

/** One cookie of a request, or null. */
function readCookie(request: Request, name: string): string | null {
  const pairs = (request.headers.get('Cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
}

export function readLang(named: string | null): Lang {
  return named === 'en' ? 'en' : 'zh';
}

/** How this browser wants its pages: text size and language. */
export function readFrame(request: Request): Frame {
  return {
    lang: readLang(readCookie(request, 'lang')),
    size: readTextSize(readCookie(request, 'text_size')),
  };
}

/** The Set-Cookie value that keeps a choice of the frame for a year. */
export function keepChoice(name: 'lang' | 'text_size', value: string): string {
  return `${name}=${value}; Path=/; Max-Age=${yearS}; SameSite=Lax; HttpOnly`;
}
