import { Refusal } from './refusal.ts';
import { refusalWords } from './words.ts';

/** Which refusal an answer tells, for who counts them. */
const told = new WeakMap<Response, Refusal>();
export const refusalOf = (response: Response): Refusal | undefined => told.get(response);

/** Every refusal in one form: the code, a plain sentence, what repairs it, and the facts that go with it; JSON. */
export function spellRefusal({ code, status, facts }: Refusal): {
  headers: Record<string, string>;
  body: string;
} {
  const { say, fix } = refusalWords[code];
  const headers: Record<string, string> = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
  if (typeof facts['retryAfterS'] === 'number') headers['Retry-After'] = String(facts['retryAfterS']);
  else if (status === 503 || status === 425) headers['Retry-After'] = '2';
  return { headers, body: JSON.stringify({ refused: code, say: say.zh, fix: fix.zh, facts }) };
}

/** The answer of a handler that refuses. */
export function answerRefusal(refusal: Refusal): Response {
  const { headers, body } = spellRefusal(refusal);
  const response = new Response(body, { status: refusal.status, headers });
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

/** Whatever was thrown, as a refusal; an error that is none is `busy`. */
export const refusalFor = (error: unknown): Refusal =>
  error instanceof Refusal ? error : new Refusal('busy');
