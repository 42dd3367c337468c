import type { RefusalCode } from '../platform/refusal.ts';
import type {
  Answer,
  AnswerResult,
  Beat,
  Credit,
  LeaseOpened,
  OpenLease,
  Standing,
  SwapControl,
} from './study.wire.ts';

/** The body of a refusal. */
export type Refused = {
  refused: RefusalCode;
  say: string;
  fix: string;
  facts: Record<string, string | number>;
};

/**
 * What came of a request. `unreachable`: no answer, or the server is busy, which may say when to come again; asking again is safe.
 */
export type Reply<T> =
  | { came: 'answer'; value: T }
  | { came: 'refusal'; refusal: Refused }
  | { came: 'unreachable'; busy: boolean; againMs?: number };

const answerWithinMs = 10_000;

/** Sends one request and sorts what came back. Never throws. */
export async function request<T>(
  url: string,
  init: {
    method?: 'GET' | 'POST';
    body?: BodyInit;
    contentType?: string;
    headers?: Record<string, string>;
    keepalive?: boolean;
  },
): Promise<Reply<T>> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), answerWithinMs);
  try {
    const response = await fetch(url, {
      method: init.method ?? 'POST',
      body: init.body,
      headers: { ...init.headers, ...(init.contentType ? { 'content-type': init.contentType } : {}) },
      credentials: 'same-origin',
      cache: 'no-store',
      keepalive: init.keepalive ?? false,
      signal: patience.signal,
    });
    if (response.status >= 500) {
      const againMs = (Number(response.headers.get('Retry-After')) || 0) * 1000;
      return { came: 'unreachable', busy: response.status === 503, againMs };
    }
    const text = await response.text();
    if (response.ok) return { came: 'answer', value: (text ? JSON.parse(text) : null) as T };
    return { came: 'refusal', refusal: JSON.parse(text) as Refused };
  } catch {
    return { came: 'unreachable', busy: false };
  } finally {
    clearTimeout(timer);
  }
}

/** Sends `body` as JSON. */
export const post = <T>(url: string, body: object, keepalive = false): Promise<Reply<T>> =>
  request<T>(url, { body: JSON.stringify(body), contentType: 'application/json', keepalive });

/** The study requests of one page, and nothing else. */
export const studyRequests = {
  openLease: (body: OpenLease) => post<LeaseOpened>('/study/leases', body),
  beat: (body: Beat, keepalive: boolean) => post<Standing>('/study/beats', body, keepalive),
  answer: (body: Answer) => post<AnswerResult>('/study/answers', body),
  swapControl: (body: SwapControl) => post<Standing>('/study/controls/swap', body),
  controlWord: (controlId: string) =>
    request<{ word: string }>(`/study/controls/${controlId}/word`, { method: 'GET' }),
  uploadSnapshot: (demandId: string, fence: number, picture: Blob) =>
    request<{ id: string }>(`/study/snapshots/${demandId}?fence=${fence}`, {
      body: picture,
      contentType: 'image/jpeg',
    }),
  sayHelper: (fence: number) => post<unknown>('/presence/helper', { fence }),
  credit: () => request<Credit>('/study/credit', { method: 'GET' }),
  /** Works while the page goes away; nobody waits for the answer. */
  closeLease: (fence: number) => {
    const body = new Blob([JSON.stringify({ fence })], { type: 'application/json' });
    if (!navigator.sendBeacon('/study/leases/close', body)) void post('/study/leases/close', { fence }, true);
  },
};
export type StudyRequests = typeof studyRequests;
