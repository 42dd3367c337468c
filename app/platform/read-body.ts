import type { z } from 'zod';
import { Refusal, type RefusalCode } from './refusal.ts';

/** No message of the study protocol is longer. */
const jsonBytesMax = 8_192;

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

/** Reads a request body of at most `bytesMax` bytes. The HTTP parser never lets a body outgrow its Content-Length. */
export async function readBytes(request: Request, bytesMax: number, tooLarge: RefusalCode): Promise<Buffer> {
  const length = request.headers.get('Content-Length');
  if (Number(length ?? 0) > bytesMax) throw new Refusal(tooLarge);
  if (length !== null) return Buffer.from(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body = request.body as (ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) | null;
  for await (const chunk of body ?? emptyBody()) {
    size += chunk.byteLength;
    if (size > bytesMax) throw new Refusal(tooLarge);
    chunks.push(chunk);
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

/** Reads a JSON body of exactly `shape`: malformed is `bad_json`, any other deviation `bad_shape`; nothing is coerced. */
export async function readJson<T extends z.ZodType>(request: Request, shape: T): Promise<z.infer<T>> {
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^application\/json\b/i.test(type)) throw new Refusal('bad_shape', { field: 'Content-Type' });
  const text = (await readBytes(request, jsonBytesMax, 'body_too_large')).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal('bad_json');
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success)
    throw new Refusal('bad_shape', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
  if (hasTwice(text)) throw new Refusal('bad_shape', { field: 'twice' });
  return parsed.data;
}
