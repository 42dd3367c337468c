import type { z } from 'zod';
import { Refusal, type RefusalCode } from './refusal.ts';

/** No message of the study protocol is longer. */
export const jsonBytesMax = 8_192;

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

/**
 * Reads a request body of at most `bytesMax` bytes; half of one is `bad_json`, heard by nobody, since its sender has left. The
 * HTTP parser never lets a body outgrow its Content-Length.
 */
export async function readBytes(request: Request, bytesMax: number, tooLarge: RefusalCode): Promise<Buffer> {
  const length = request.headers.get('Content-Length');
  if (Number(length ?? 0) > bytesMax) throw new Refusal(tooLarge);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    if (length !== null) return Buffer.from(await request.arrayBuffer());
    const body = request.body as (ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) | null;
    for await (const chunk of body ?? emptyBody()) {
      size += chunk.byteLength;
      if (size > bytesMax) throw new Refusal(tooLarge);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('bad_json');
  }
  return Buffer.concat(chunks);
}

/** Whether a member name stands twice: two readers could read such a message in two ways (A10). */
function hasTwice(text: string): boolean {
  const names = [...text.matchAll(/("(?:[^"\\]|\\.)*")\s*:/g)].map(
    (match) => JSON.parse(match[1] ?? '""') as string,
  );
  return new Set(names).size < names.length;
}

/** How many members a JSON value has, with those inside it. */
function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const one of Object.values(value)) count += countMembers(one);
  return count;
}

/** Whether no text of `value` can name a member twice: it has as many colons as members, and each member needs one. */
function isPlain(text: string, value: unknown): boolean {
  let colons = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) colons++;
  return colons === countMembers(value);
}

/** Reads a JSON body of exactly `shape`: malformed is `bad_json`, any other deviation `bad_shape`; nothing is coerced. */
export async function readJson<T extends z.ZodType>(request: Request, shape: T): Promise<z.infer<T>> {
  requireJson(request.headers.get('Content-Type'));
  return parseJson((await readBytes(request, jsonBytesMax, 'body_too_large')).toString('utf8'), shape);
}

/** Whether the body is said to be JSON. */
export const isJson = (contentType: string | null | undefined): boolean =>
  /^application\/json\b/i.test(contentType ?? '');

/** Throws `bad_shape` unless the body is said to be JSON. */
export function requireJson(contentType: string | null): void {
  if (!isJson(contentType)) throw new Refusal('bad_shape', { field: 'Content-Type' });
}

/** A JSON text of exactly `shape`. Throws `bad_json`, `bad_shape`. */
export function parseJson<T extends z.ZodType>(text: string, shape: T): z.infer<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal('bad_json');
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success)
    throw new Refusal('bad_shape', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
  if (!isPlain(text, value) && hasTwice(text)) throw new Refusal('bad_shape', { field: 'twice' });
  return parsed.data;
}
