import type { BareAnswer } from './bare-server.ts';
import { startPart } from './start-part.ts';

/** Starts the bare server that always answers `body`. */
export async function startBare(body: Buffer, type: string): Promise<{ address: string; pid: number }> {
  const bare = startPart(new URL('./bare-server.ts', import.meta.url));
  const answer: BareAnswer = { body: body.toString('base64'), type };
  const { port } = await bare.ask<{ port: number }>(answer);
  return { address: `http://127.0.0.1:${port}`, pid: bare.pid };
}
