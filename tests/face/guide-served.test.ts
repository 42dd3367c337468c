import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await openTestDatabase();
  server = await startServer({ databaseUrl: database.databaseUrl });
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

/** Asks without undoing what was packed. */
async function ask(
  path: string,
  encoding: string,
): Promise<{ headers: IncomingMessage['headers']; bytes: number }> {
  const asked = request(`${server.url}${path}`, { headers: { 'Accept-Encoding': encoding } }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  let bytes = 0;
  for await (const chunk of answer) bytes += (chunk as Buffer).length;
  return { headers: answer.headers, bytes };
}

/** The address of a built file. */
function find(pattern: RegExp): string {
  const name = readdirSync('build/client/assets').find((one) => pattern.test(one));
  if (!name) throw new Error(`The pages were built without ${pattern}.`);
  return `/assets/${name}`;
}

test('the product serves the files of the guide packed, for ever, and under 7 MB together', async () => {
  const files = [
    /^vision_wasm_internal-.*\.wasm$/,
    /^vision_wasm_internal-.*\.js$/,
    /^face_landmarker-.*\.task$/,
    /^look-at-frames.*\.js$/,
  ].map(find);
  const answers = await Promise.all(files.map((file) => ask(file, 'gzip, deflate')));
  for (const { headers } of answers) {
    expect(headers['content-encoding']).toBe('gzip');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    // With a policy that forbids compiling, the thread could not run the model.
    expect(headers['content-security-policy']).toBeUndefined();
  }
  expect(answers[0]?.headers['content-type']).toBe('application/wasm');
  expect(answers.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(7_000_000);
  const plain = await ask(files[2]!, 'identity');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.bytes).toBe(2_761_334);
});

test('the pages themselves still may not compile anything', async () => {
  const { headers } = await ask('/sign-in', 'identity');
  expect(headers['content-security-policy']).toContain("script-src 'self' 'nonce-");
  expect(headers['content-security-policy']).not.toContain('eval');
});
