import type { IncomingMessage, ServerResponse } from 'node:http';
import { spellRefusal } from './answer-refusal.ts';
import { steadyHeaders } from './content-policy.ts';
import type { Refusal } from './refusal.ts';
import { requestIdHeader, watchedOf } from './watch/watch-requests.http.ts';
import { noteRefused } from './watch/watch-requests.server.ts';

/** What was thrown, as the refusal that it becomes. */
export type RefuseError = (error: unknown, request: IncomingMessage) => Refusal;

/** Headers with those of every answer, in the flat form that Node writes fastest. */
export const flatHeaders = (headers: Record<string, string>): string[] =>
  Object.entries({ ...steadyHeaders, ...headers }).flat();

/**
 * Begins an answer with flat headers and the request's id. All at once: one header that was set before makes Node set every
 * one by itself.
 */
export function answerFlat(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: string[],
): ServerResponse {
  return response.writeHead(status, [...headers, requestIdHeader, watchedOf(request).id]);
}

/** Sends a refusal on Node's own response and counts it; an answer that has begun already is cut off. */
export function sendRefusal(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  noteRefused(watchedOf(request), refusal);
  if (response.headersSent) return void response.destroy();
  const { headers, body } = spellRefusal(refusal);
  const length = String(Buffer.byteLength(body));
  answerFlat(request, response, refusal.status, [...flatHeaders(headers), 'Content-Length', length]).end(
    body,
  );
}
