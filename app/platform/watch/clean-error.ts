/** What the log may keep of an error: what broke and where, never whose data it was about. */
export type CleanError = {
  name: string;
  code?: string;
  message: string;
  /** PostgreSQL's own words for the place: names of the schema, never values. */
  table?: string;
  constraint?: string;
  at?: string[];
  cause?: CleanError;
};

const depthMax = 4;
const framesMax = 8;

/** Many digits, as telephone and ID numbers are. An id of ours stays: by it the operator finds what broke. */
const digits = /\b([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\b|[\dXx][\dXx :.-]{3,}[\dXx]/g;

/**
 * Takes out of a sentence whatever may be about a person: what stands in quotes or brackets, numbers of five digits and more,
 * words of other scripts, and what a driver appends of its parameters.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\n?(params|detail|parameters|hint):[\s\S]*$/i, '')
    .replace(/"[^"]*"|'[^']*'|“[^”]*”|\([^()]*\)=\([^()]*\)/g, '…')
    .replace(/\S*@\S*/g, '…')
    .replace(digits, (_, id?: string) => id ?? '…')
    .replace(/[^\x20-\x7e…]+/g, '…')
    .slice(0, 300);
}

const word = (value: unknown) =>
  typeof value === 'string' && /^[A-Za-z0-9_.-]{1,80}$/.test(value) ? value : undefined;

/** The places of a stack without its first lines, which repeat the message. */
function framesOf(stack: unknown): string[] | undefined {
  if (typeof stack !== 'string') return undefined;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, framesMax).map((line) => line.trim().slice(3, 203));
}

/** An error with its causes, cleaned; anything else that was thrown is named by its kind only. */
export function cleanError(error: unknown, depth = 0): CleanError {
  if (!(error instanceof Error)) return { name: typeof error, message: 'something else than an error' };
  const { name, message, stack, cause } = error;
  const { code, table_name, constraint_name } = error as Error & Record<string, unknown>;
  return {
    name: word(name) ?? 'Error',
    code: word(code),
    message: cleanText(message),
    table: word(table_name),
    constraint: word(constraint_name),
    at: framesOf(stack),
    cause: cause === undefined || depth >= depthMax ? undefined : cleanError(cause, depth + 1),
  };
}
