import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { refuseOrigin } from '../identity/guard-origin.http.ts';
import { answerFlat, flatHeaders, sendRefusal, type RefuseError } from '../platform/answer-first.http.ts';
import { jsonBytesMax } from '../platform/read-body.ts';
import { Refusal } from '../platform/refusal.ts';
import { watchedOf } from '../platform/watch/watch-requests.http.ts';
import { beginWait, endWait } from '../platform/watch/watch-requests.server.ts';
import type { StudyDoors } from './study-doors.server.ts';

const flat = (type: string, cache: string) => flatHeaders({ 'Content-Type': type, 'Cache-Control': cache });
const jsonHeaders = flat('application/json', 'no-store');
const keyHeaders = [...flat('application/octet-stream', 'private, no-store'), 'Content-Length', '16'];

/** Reads a body of at most `jsonBytesMax` bytes; tells when all of it is here. */
function readText(request: IncomingMessage, isHere: () => void): Promise<string> {
  return new Promise((done, fail) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let isRead = false;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= jsonBytesMax) chunks.push(chunk);
    });
    request.on('end', () => {
      isRead = true;
      isHere();
      if (size > jsonBytesMax) fail(new Refusal('body_too_large'));
      else done((chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString('utf8'));
    });
    request.on('error', fail);
    request.on('close', () => isRead || fail(new Refusal('bad_json')));
  });
}

const keyPath = /^\/study\/leases\/([1-9]\d{0,14})\/keys\/(\d{1,5})$/;

/**
 * Answers beats and keys without a framework, by the same rules in the same order as everything else, and hands every
 * other request on: these are most of what a province sends. `refuseError` turns what was thrown into a refusal.
 */
export function studyFirst(
  { takeBeat, giveKey }: StudyDoors,
  secure: boolean,
  refuseError: RefuseError,
  next: RequestListener,
): RequestListener {
  async function beat(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const watched = watchedOf(request);
    const text = readText(request, () => beginWait(watched));
    text.catch(() => {});
    const { cookie = null, 'content-type': contentType = null } = request.headers;
    const foreign = refuseOrigin('POST', (name) => request.headers[name] as string | undefined, secure);
    const answer =
      foreign ?? (await takeBeat({ cookie, contentType, body: () => text }).finally(() => endWait(watched)));
    if (answer instanceof Refusal) return sendRefusal(request, response, answer);
    const headers = [...jsonHeaders, 'Content-Length', String(Buffer.byteLength(answer))];
    answerFlat(request, response, 200, headers).end(answer);
  }
  async function key(
    request: IncomingMessage,
    response: ServerResponse,
    fence: number,
    group: number,
  ): Promise<void> {
    const body = await giveKey(request.headers.cookie ?? null, fence, group);
    answerFlat(request, response, 200, keyHeaders).end(body);
  }
  const failed = (request: IncomingMessage, response: ServerResponse) => (error: unknown) =>
    sendRefusal(request, response, refuseError(error, request));

  return (request, response) => {
    const { method, url = '' } = request;
    if (method === 'POST' && url === '/study/beats')
      return void beat(request, response).catch(failed(request, response));
    const [, fence, group] = (method === 'GET' && keyPath.exec(url)) || [];
    if (fence && group)
      return void key(request, response, Number(fence), Number(group)).catch(failed(request, response));
    next(request, response);
  };
}
