import { FileStore } from '@tus/file-store';
import { Metadata, Server } from '@tus/server';
import { Hono, type Context } from 'hono';
import { requireRole } from '../identity/guards.server.ts';
import { sessionFromRequest } from '../identity/session.server.ts';
import { answerRefusal } from '../platform/answer-refusal.ts';
import { readClock } from '../platform/clock.server.ts';
import type { House } from '../platform/house.server.ts';
import { Refusal, type RefusalCode } from '../platform/refusal.ts';
import { dropUpload, readUpload, settleUpload, type UploadRow } from './finish-upload.server.ts';
import { openUpload, uploadWish, type UploadWish } from './open-upload.server.ts';
import { uploadDirOf } from './upload-files.server.ts';
import { uploadBytesMax } from './upload-limits.ts';

/**
 * Files from authors, resumable by the tus protocol (1.0.0): POST opens, PATCH brings a piece, HEAD tells how much is
 * here, DELETE gives up. Whoever opened an upload goes on with it; for everybody else it does not exist. Everything that
 * speaks against a file is said before its first byte, or with its first piece (H01).
 */
export function uploadHandlers(house: House): Hono {
  const ids = new WeakMap<Request, string>();
  const tus = new Server({
    path: '/uploads',
    datastore: new FileStore({ directory: uploadDirOf(house.env.dataDir) }),
    relativeLocation: true,
    allowedOrigins: [],
    maxSize: uploadBytesMax.video,
    namingFunction: (request) => ids.get(request as Request) ?? '',
  });

  const requireAuthor = async (request: Request) =>
    requireRole(await sessionFromRequest(house, request), 'author');

  /** The author's own upload; a finished one only where it may still be asked about. */
  async function requireOwn(c: Context): Promise<UploadRow> {
    const author = await requireAuthor(c.req.raw);
    const id = c.req.param('id') ?? '';
    const row = /^[0-9a-f-]{36}$/.test(id) ? await readUpload(house.sql, id) : null;
    if (!row || row.uploadedBy !== author.personId) throw new Refusal('upload_gone');
    return row;
  }

  /** The upload once its version is entered, waiting for a request that enters it now; null before. */
  async function readFinished({ id }: UploadRow): Promise<UploadRow | null> {
    const row = await readUpload(house.sql, id, 'lock');
    return row?.finished ? row : null;
  }
  const misplaced = () => new Response(null, { status: 409 });

  /** How much is here: all of it, once the version is entered. */
  const tellFinished = ({ bytes }: UploadRow) =>
    new Response(null, {
      status: 200,
      headers: {
        ...{ 'Tus-Resumable': '1.0.0', 'Cache-Control': 'no-store' },
        ...{ 'Upload-Offset': String(bytes), 'Upload-Length': String(bytes) },
      },
    });

  const app = new Hono();
  app.post('/uploads', async (c) => {
    const request = c.req.raw;
    const author = await requireAuthor(request);
    const id = await openUpload(house, author, readWish(request.headers), readClock());
    ids.set(request, id);
    const answer = await tus.handleWeb(request);
    if (answer.status === 201) return answer;
    await dropUpload(house, id);
    return translate(answer);
  });
  // Hono asks HEAD as GET.
  app.get('/uploads/:id', async (c) => {
    const row = await requireOwn(c);
    if (c.req.raw.method !== 'HEAD') throw new Refusal('not_found');
    await settleUpload(house, row, readClock());
    const finished = await readFinished(row);
    if (finished) return tellFinished(finished);
    const answer = await tus.handleWeb(c.req.raw);
    // The piece of a page that was closed came whole meanwhile: sent anew, it would become a second version.
    const since = answer.ok ? null : await readFinished(row);
    return since ? tellFinished(since) : translate(answer);
  });
  app.patch('/uploads/:id', async (c) => {
    const row = await requireOwn(c);
    // As a piece in the wrong place: the browser asks where it was, and hears that all of it is here.
    if (row.finished) return translate(misplaced());
    const answer = await tus.handleWeb(c.req.raw);
    if (answer.status !== 204) return translate((await readFinished(row)) ? misplaced() : answer);
    await settleUpload(house, row, readClock());
    return answer;
  });
  app.delete('/uploads/:id', async (c) => {
    const row = await requireOwn(c);
    if (row.finished) throw new Refusal('upload_gone');
    await dropUpload(house, row.id);
    return new Response(null, { status: 204, headers: { 'Tus-Resumable': '1.0.0' } });
  });
  return app;
}

/** What the headers of a POST wish for. Throws `bad_shape`. */
function readWish(headers: Headers): UploadWish {
  let fields: Record<string, string | null> = {};
  try {
    fields = Metadata.parse(headers.get('Upload-Metadata') ?? '');
  } catch {
    throw new Refusal('bad_shape', { field: 'Upload-Metadata' });
  }
  const { filename, ...rest } = fields;
  const length = headers.get('Upload-Length') ?? '';
  const bytes = /^\d{1,15}$/.test(length) ? Number(length) : null;
  const wish = uploadWish.safeParse({ ...rest, name: filename ?? '', bytes });
  if (!wish.success) throw new Refusal('bad_shape', { field: wish.error.issues[0]?.path.join('.') ?? '' });
  return wish.data;
}

/** Refusals of the protocol in the house's form; a piece in the wrong place keeps its status, by which browsers go on. */
function translate(answer: Response): Response {
  if (answer.ok) return answer;
  if (answer.status >= 500) return answerRefusal(new Refusal('busy'));
  const codes: Record<number, RefusalCode> = {
    404: 'upload_gone',
    410: 'upload_gone',
    413: 'upload_too_large',
  };
  const told = answerRefusal(new Refusal(codes[answer.status] ?? 'bad_shape'));
  const status = codes[answer.status] ? told.status : answer.status;
  return new Response(told.body, { status, headers: told.headers });
}
