import { countRefused, headersOf, type Learner, type Part } from './crowd.ts';

/** A learner's player that asks for the key of its first group; 16 bytes are good. */
export function keyRequests({ cookie, fence }: Learner, port: number): Part {
  const request = `${headersOf('GET', `/study/leases/${fence}/keys/0`, cookie, port)}\r\n`;
  return {
    request: () => request,
    take(status, body, tally) {
      if (status === 200 && body.length === 16) tally.good++;
      else countRefused(tally, String(status));
    },
  };
}
