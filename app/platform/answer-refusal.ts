import { Refusal } from './refusal.ts';
import { refusalWords } from './words.ts';

/** Which refusal an answer tells, for who counts them. */
const told = new WeakMap<Response, Refusal>();
export const refusalOf = (response: Response): Refusal | undefined => told.get(response);

/** Every refusal in one form: the code, a plain sentence, what repairs it, and the facts that go with it. */
export function answerRefusal(refusal: Refusal): Response {
  const { code, status, facts } = refusal;
  const { say, fix } = refusalWords[code];
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  if (typeof facts['retryAfterS'] === 'number') headers.set('Retry-After', String(facts['retryAfterS']));
  else if (status === 503 || status === 425) headers.set('Retry-After', '2');
  const response = Response.json({ refused: code, say: say.zh, fix: fix.zh, facts }, { status, headers });
  told.set(response, refusal);
  return response;
}

/** Errors of a database that is down, restarting or full: the browser keeps its request and tries again. */
const passing = new Set([
  ...['CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'],
  // PostgreSQL: shutting down, starting up, too many connections, disk full, serialization, deadlock, lock timeout.
  ...['57P01', '57P02', '57P03', '53300', '53100', '40001', '40P01', '55P03', '25006'],
]);

/** What an error is called, and whether it is one of a database that comes back. */
export function nameError(error: unknown): { code: string | undefined; passes: boolean } {
  const code = (error as { code?: string }).code ?? (error as { cause?: { code?: string } }).cause?.code;
  return { code, passes: code !== undefined && passing.has(code) };
}

/** Turns whatever a handler threw into an answer; an error that is no refusal is answered as `busy`. */
export function answerError(error: unknown): Response {
  return answerRefusal(error instanceof Refusal ? error : new Refusal('busy'));
}
