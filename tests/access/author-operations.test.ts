import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorHandlers } from '../../app/approval/author.http.ts';
import { uploadHandlers } from '../../app/approval/upload.http.ts';
import { openAuthorDesk, type AuthorDesk } from '../approval/open-author-desk.ts';
import { Sender, videoBytes } from '../approval/send-pieces.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { signIn } from '../harness/sign-in.ts';

// O5, H10: what the pages of authors ask beside themselves. It is no interface for programs: /openapi.json leaves it out.
// Every role at the upload protocol: tests/approval/upload.test.ts

let desk: AuthorDesk;
beforeAll(async () => {
  desk = await openAuthorDesk();
});
afterAll(() => desk?.close());

test('these are all', () => {
  const apps = [uploadHandlers(desk.house), authorHandlers(desk.house)];
  expect(apps.flatMap((app) => app.routes.map(({ method, path }) => `${method} ${path}`)).sort()).toEqual([
    'DELETE /uploads/:id',
    'GET /drawings/:drawing',
    'GET /uploads/:id',
    'GET /versions/:version/progress',
    'PATCH /uploads/:id',
    'POST /uploads',
  ]);
});

test('how far a version is, is told to authors of its institution; drawings by name to who makes and approves questions', async () => {
  const sender = new Sender(desk.server.url, desk.author);
  const file = videoBytes(2_000);
  const path = await sender.openVideo(desk.lessonId, file.length);
  await sender.piece(path, 0, file);
  const at = async (cookie: string | null, where: string) =>
    (await fetch(desk.server.url + where, { headers: cookie ? { Cookie: cookie } : {} })).status;
  const phones = [fixtureLearner(1), fixtures.clerk, fixtures.reviewer, fixtures.inspector].map(
    ({ phone }) => phone,
  );
  const others = await Promise.all(phones.map((phone) => signIn(desk.database.db, phone)));
  const everybody = [desk.author, desk.colleague, desk.stranger, null, ...others];
  const ask = (where: string) => Promise.all(everybody.map((cookie) => at(cookie, where)));
  expect(await ask(`/versions/${path.split('/').at(-1)}/progress`)).toEqual([
    200, 200, 404, 401, 403, 403, 403, 403,
  ]);
  expect(await ask('/drawings/cup')).toEqual([200, 200, 200, 401, 403, 403, 200, 403]);
  for (const name of ['no-such', '..%2f..%2fmanifest', 'cup.png'])
    expect(await at(desk.author, `/drawings/${name}`)).toBe(404);
});
