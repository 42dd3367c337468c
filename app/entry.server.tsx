import { Transform } from 'node:stream';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/server-runtime';
import { renderToPipeableStream } from 'react-dom/server';
import { NonceProvider } from './ui/nonce.tsx';

/** Data that is not there by then is given up; the page says so. */
export const streamTimeout = 10_000;

/**
 * React 18 writes into buffers of a fixed size and sends each whole: where a Chinese character does not fit into the end of
 * one, the zero bytes that fill it reach the page, and a name that a reader hears is broken. HTML has no zero byte.
 */
function withoutFilling(): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk);
    },
  });
}

/** What a loader or action threw and nobody meant; a reader who left is no error. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (!request.signal.aborted) context.tellError?.(error);
};

/** Streams one page as HTML, every script of it with the nonce of its answer. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const nonce = loadContext.cspNonce;
  return new Promise((resolve, reject) => {
    let shellReady = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={nonce}>
        <RemixServer context={remixContext} url={request.url} abortDelay={streamTimeout} nonce={nonce} />
      </NonceProvider>,
      {
        nonce,
        onShellReady() {
          shellReady = true;
          headers.set('Content-Type', 'text/html; charset=utf-8');
          headers.set('X-Robots-Tag', 'noindex, nofollow');
          if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
          const body = withoutFilling();
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          status = 500;
          if (shellReady) loadContext.tellError?.(error);
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}
