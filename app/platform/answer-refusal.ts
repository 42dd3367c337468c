import { Refusal } from './refusal.ts';
import { refusalWords } from './words.ts';

/** Every refusal in one form: the code, a plain sentence, what repairs it, and the facts that go with it. */
export function answerRefusal({ code, status, facts }: Refusal): Response {
  const { say, fix } = refusalWords[code];
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  if (typeof facts['retryAfterS'] === 'number') headers.set('Retry-After', String(facts['retryAfterS']));
  else if (status === 503 || status === 425) headers.set('Retry-After', '2');
  return Response.json({ refused: code, say: say.zh, fix: fix.zh, facts }, { status, headers });
}

/** Errors of a database that is down, restarting or full: the browser keeps its request and tries again. */
const passing = new Set([
  ...['CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'],
  // PostgreSQL: shutting down, starting up, too many connections, disk full, serialization, deadlock, lock timeout.
  ...['57P01', '57P02', '57P03', '53300', '53100', '40001', '40P01', '55P03', '25006'],
]);

/** Turns whatever a handler threw into an answer; an unknown error is logged and answered as `busy`. */
export function answerError(error: unknown): Response {
  if (error instanceof Refusal) return answerRefusal(error);
  const code = (error as { code?: string }).code ?? (error as { cause?: { code?: string } }).cause?.code;
  const known = code !== undefined && passing.has(code);
  console.error(
    JSON.stringify({
      level: known ? 'warn' : 'error',
      code,
      error: known ? undefined : String((error as Error).stack),
    }),
  );
  return answerRefusal(new Refusal('busy'));
}
