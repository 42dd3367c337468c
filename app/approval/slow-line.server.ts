import { setTimeout as sleep } from 'node:timers/promises';

/** So often a second something is sent. */
const piecesPerS = 10;

/** Lets bytes through at `kbps` kbit/s: a phone at the edge of a village, for who wants to see what learners see. */
export function slowDown(body: ReadableStream<Uint8Array>, kbps: number): ReadableStream<Uint8Array> {
  const pieceBytes = Math.ceil((kbps * 1000) / 8 / piecesPerS);
  let nextMs = performance.now();
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      async transform(chunk, out) {
        for (let at = 0; at < chunk.length; at += pieceBytes) {
          const piece = chunk.subarray(at, at + pieceBytes);
          await sleep(Math.max(0, nextMs - performance.now()));
          nextMs = Math.max(nextMs, performance.now() - 1000 / piecesPerS) + (piece.length * 8) / kbps;
          out.enqueue(piece);
        }
      },
    }),
  );
}
