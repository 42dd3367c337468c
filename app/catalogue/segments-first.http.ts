import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { answerFlat, flatHeaders, sendRefusal, type RefuseError } from '../platform/answer-first.http.ts';
import { openBlobMemory } from '../platform/blob-memory.server.ts';
import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { readRange } from './read-range.ts';
import { openPublished } from './read-published.server.ts';

/** What everybody may keep for ever: ciphertext that never changes under its address. */
const forEver = 'public, max-age=31536000, immutable';
const segmentHeaders = flatHeaders({ 'Content-Type': 'video/mp2t', 'Cache-Control': forEver });
const beyondHeaders = flatHeaders({ 'Cache-Control': 'no-store', 'Content-Length': '0' });
/** For how long nginx may go by the answer (decision 0030). */
const publishedHeaders = flatHeaders({ 'Cache-Control': 'max-age=1' });

/** Segments that a process keeps in memory, bytes: some 130 of the largest; a class watches the same lesson. */
const memoryBytes = 64 * 1024 * 1024;

const segmentPath = /^\/media\/(([0-9a-f-]{36})\/(?:240p|360p|720p)\/\d{1,5}\.ts)(?:\?|$)/;
const publishedPath = /^\/media\/([0-9a-f-]{36})\/published$/;

/**
 * Answers ciphertext segments of published versions ahead of the framework, whole or in part (RFC 9110), immutable and
 * cacheable by anyone, to HEAD all of the headers; hands every other request on. Behind nginx, which sends the files
 * itself, it says which versions are published: 204 or 403.
 */
export function segmentsFirst(
  { sql, blobs, env }: Pick<House, 'sql' | 'blobs' | 'env'>,
  refuseError: RefuseError,
  next: RequestListener,
  keepBytes = memoryBytes,
): RequestListener {
  const published = openPublished(sql);
  const memory = openBlobMemory(blobs, keepBytes);

  async function tell(request: IncomingMessage, response: ServerResponse, video: string): Promise<void> {
    const isPublished = await published.has(video);
    const headers = isPublished ? publishedHeaders : beyondHeaders;
    answerFlat(request, response, isPublished ? 204 : 403, headers).end();
  }

  async function send(
    request: IncomingMessage,
    response: ServerResponse,
    video: string,
    path: string,
  ): Promise<void> {
    if (!(await published.has(video))) throw new Refusal('not_found');
    const key = `media/${path}`;
    const held = await memory.hold(key);
    if (!held) throw new Refusal('not_found');
    // The request's end, not the answer's: of one that waits behind another on its connection only that is told.
    if (request.destroyed) return held.release();
    request.once('close', held.release);
    const { size, bytes } = held;
    const isHead = request.method === 'HEAD';
    const range = isHead ? 'whole' : readRange(request.headers.range ?? null, size);
    if (range === 'beyond')
      return void answerFlat(request, response, 416, [
        ...beyondHeaders,
        ...['Content-Range', `bytes */${size}`],
      ]).end();
    const part = range === 'whole' ? undefined : range;
    const { first, last } = part ?? { first: 0, last: size - 1 };
    answerFlat(request, response, part ? 206 : 200, [
      ...segmentHeaders,
      ...['Content-Length', String(last - first + 1)],
      ...(part ? ['Content-Range', `bytes ${first}-${last}/${size}`] : ['Accept-Ranges', 'bytes']),
    ]);
    if (isHead) response.end();
    else if (bytes) response.end(part ? bytes.subarray(first, last + 1) : bytes);
    else await stream(request, response, await blobs.open(key, part));
  }

  async function stream(
    request: IncomingMessage,
    response: ServerResponse,
    body: ReadableStream<Uint8Array> | null,
  ): Promise<void> {
    if (!body) throw new Refusal('not_found');
    const left = new AbortController();
    request.once('close', () => left.abort());
    await pipeline(Readable.fromWeb(body as never), response, { signal: left.signal }).catch(
      (error: NodeJS.ErrnoException) => {
        if (!left.signal.aborted && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
      },
    );
  }

  return (request, response) => {
    const { method, url = '' } = request;
    const failed = (error: unknown) => sendRefusal(request, response, refuseError(error, request));
    if ((method !== 'GET' && method !== 'HEAD') || !url.startsWith('/media/')) return next(request, response);
    const [, path, video] = segmentPath.exec(url) ?? [];
    if (path && video) return void send(request, response, video, path).catch(failed);
    const [, asked] = (env.behindNginx && publishedPath.exec(url)) || [];
    if (asked) return void tell(request, response, asked).catch(failed);
    next(request, response);
  };
}
