import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBytes, readJson } from '../../app/platform/read-body.ts';
import { Refusal, type RefusalCode } from '../../app/platform/refusal.ts';
import { answerWire, beatWire } from '../../app/study/study.wire.ts';

// A10: a message is read in one way or not at all.

const beat = {
  fence: 1,
  seq: 1,
  state: 'playing',
  visible: true,
  ratePermille: 1000,
  played: { fromMs: 0, toMs: 5_000 },
  clientMs: 0,
};

function send(body: string, type = 'application/json'): Request {
  return new Request('http://127.0.0.1/', { method: 'POST', body, headers: { 'Content-Type': type } });
}

/** The code a body is refused with, or null when it is read. */
async function refusalOf(request: Request): Promise<RefusalCode | null> {
  try {
    await readJson(request, beatWire);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test('an honest beat is read as it was sent', async () => {
  expect(await readJson(send(JSON.stringify(beat)), beatWire)).toEqual(beat);
});

test.each([
  ['nothing', '', 'bad_json'],
  ['half a message', '{"fence":1', 'bad_json'],
  ['NaN', '{"fence":NaN}', 'bad_json'],
  ['a list', '[]', 'bad_shape'],
  ['null', 'null', 'bad_shape'],
  ['a byte order mark', `\uFEFF${JSON.stringify(beat)}`, null],
  ['a field twice', JSON.stringify(beat).replace('{"fence":1', '{"fence":1,"fence":2'), 'bad_shape'],
  ['a field twice, spaced', JSON.stringify(beat).replace('"seq":1', '"seq" : 9, "seq"\n:1'), 'bad_shape'],
  ['an inner field twice', JSON.stringify(beat).replace('"toMs":5000', '"toMs":1,"toMs":5000'), 'bad_shape'],
  ['its prototype', JSON.stringify(beat).replace('{', '{"__proto__":{"fence":2},'), 'bad_shape'],
])('%s', async (_, body, code) => {
  const found = await refusalOf(send(body));
  if (code !== null) expect(found).toBe(code);
  else expect(['bad_json', null]).toContain(found);
});

const poison = [
  ...[1e308, -1, 0.5, 2 ** 53, 1e-320, true, null, [60], { $gt: 0 }],
  ...['NaN', '60', '60\0', '', `1${'0'.repeat(200)}`],
];
const places = ['fence', 'seq', 'ratePermille', 'clientMs', 'played', 'played.toMs', 'played.fromMs'];

test('poisoned numbers are refused in every place that holds a number', async () => {
  for (const place of places) {
    for (const value of poison) {
      if (place === 'clientMs' && value === -1) continue;
      const [outer, inner] = place.split('.') as [string, string?];
      const forged = inner
        ? { ...beat, played: { ...beat.played, [inner]: value } }
        : { ...beat, [outer]: value };
      expect(await refusalOf(send(JSON.stringify(forged))), `${place} = ${JSON.stringify(value)}`).toBe(
        'bad_shape',
      );
    }
  }
  const long = JSON.stringify(beat).replace('"seq":1', `"seq":${'9'.repeat(200)}`);
  expect(await refusalOf(send(long))).toBe('bad_shape');
});

test('any field that the shape does not name is refused', async () => {
  const name = fc.string({ minLength: 1 }).filter((key) => !Object.hasOwn(beat, key) && key !== '__proto__');
  await fc.assert(
    fc.asyncProperty(name, fc.jsonValue(), async (key, value) => {
      expect(await refusalOf(send(JSON.stringify({ ...beat, [key]: value })))).toBe('bad_shape');
    }),
  );
});

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/jsonx',
  '',
])('a body of type "%s" is not read', async (type) => {
  expect(await refusalOf(send(JSON.stringify(beat), type))).toBe('bad_shape');
});

test('a body over 8 KiB is refused whatever its Content-Length says, without being read to its end', async () => {
  expect(await refusalOf(send(JSON.stringify({ ...beat, more: 'x'.repeat(9_000) })))).toBe('body_too_large');
  let given = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      given++;
      controller.enqueue(new Uint8Array(4_096).fill(32));
    },
  });
  const lying = new Request('http://127.0.0.1/', {
    method: 'POST',
    body: endless,
    duplex: 'half',
    headers: { 'Content-Type': 'application/json' },
  } as RequestInit);
  expect(await refusalOf(lying)).toBe('body_too_large');
  expect(given).toBeLessThan(10);
});

test('a body of exactly the limit is read', async () => {
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: new Uint8Array(100) });
  expect(await readBytes(request, 100, 'picture_too_large')).toHaveLength(100);
  const over = new Request('http://127.0.0.1/', { method: 'POST', body: new Uint8Array(101) });
  await expect(readBytes(over, 100, 'picture_too_large')).rejects.toThrow('picture_too_large');
});

test('an answer is text, never a list that would match by membership', async () => {
  const answer = { fence: 1, controlId: '7b0b0c52-5f6b-4d0a-9f62-6f2d5a1d8c11', answer: '47' };
  await expect(readJson(send(JSON.stringify(answer)), answerWire)).resolves.toEqual(answer);
  for (const forged of [['x'], { $ne: '' }, 12, true, 'x'.repeat(37), ''])
    await expect(readJson(send(JSON.stringify({ ...answer, answer: forged })), answerWire)).rejects.toThrow(
      'bad_shape',
    );
});

test('a name that stands twice is refused however it is written (A10)', async () => {
  const twice = JSON.stringify(beat).replace('"seq":1', '"seq":1,"\\u0073eq":9');
  expect(await refusalOf(send(twice))).toBe('bad_shape');
});
