import type { Refused, Reply } from '../../app/study/study-requests.client.ts';
import type { Standing } from '../../app/study/study.wire.ts';

/** The page gives a request this long. */
export const answerWithinMs = 10_000;
/** Sends one request as the page does; what came back is sorted as there. Never throws. */
export async function ask<T>(url: string, cookie: string, path: string, body: object): Promise<Reply<T>> {
  try {
    const response = await fetch(url + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { Cookie: cookie, Origin: url, 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(answerWithinMs),
    });
    if (response.status >= 500) return { came: 'unreachable', busy: response.status === 503 };
    const text = await response.text();
    if (response.ok) return { came: 'answer', value: (text ? JSON.parse(text) : null) as T };
    return { came: 'refusal', refusal: JSON.parse(text) as Refused };
  } catch {
    return { came: 'unreachable', busy: false };
  }
}

/** A reply to a beat in one line. */
export function sayReply(reply: Reply<Standing>): string {
  if (reply.came === 'refusal') return reply.refusal.refused;
  if (reply.came === 'unreachable') return reply.busy ? 'busy' : 'nothing';
  const { seq, earnedNowMs, frontierMs, uncounted, sendBackToMs, control } = reply.value;
  return `seq ${seq} earned ${earnedNowMs} to ${frontierMs} ${uncounted ?? ''} ${sendBackToMs ?? ''} ${control ? 'control' : ''}`;
}
