import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../../app/platform/house.server.ts';
import { keepViewReason } from '../../app/presence/review/view-reason.server.ts';
import { readSession } from '../../app/identity/read-session.server.ts';
import { admitAll, visitors, type Cookies, type Visitor } from '../access/visitors.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { houseOf, storeChallenge, storePhotograph, storePhotoOfId, storeReference } from './store-face.ts';

// F04: a face leaves the server for whom it may, with the look on record; for everybody else it does not exist.

let school: School;
let house: House;
let cookies: Cookies;
const owner = fixtureLearner(1);
const pictures: Record<string, { path: string; jpeg: Buffer }> = {};
const why = '核对学员本人的照片';

beforeAll(async () => {
  school = await openSchool();
  house = houseOf(school.database);
  cookies = await admitAll(school);
  const snapshot = await storePhotograph(house, owner, 'match', true);
  const reference = await storeReference(house, owner.id, 'active');
  const photo = await storePhotoOfId(house, owner.id);
  const { id, jpegs } = await storeChallenge(house, owner.id, 2);
  const put = (kind: string, name: string, jpeg: Buffer) => {
    pictures[kind] = { path: `/pictures/${kind}/${owner.id}/${name}`, jpeg };
  };
  put('snapshot', snapshot.id, snapshot.jpeg);
  put('reference', reference.id, reference.jpeg);
  put('id_photo', photo.id, photo.jpeg);
  put('frame', `${id}-2`, jpegs[1] ?? Buffer.of());
});
afterAll(() => school?.close());

/** The cookies of a visitor who has said why she looks. */
async function withReason(visitor: Visitor): Promise<string> {
  const cookie = cookies[visitor] ?? '';
  const session = await readSession(school.sql, cookie, false);
  if (!session) throw new Error(`${visitor} is not signed in`);
  return `${cookie}; ${keepViewReason(house, session, why, Date.now()).split(';')[0]}`;
}

async function look(path: string, cookie: string | null, headers: Record<string, string> = {}) {
  const answer = await fetch(school.server.url + path, {
    headers: { ...(cookie ? { Cookie: cookie } : {}), ...headers },
    redirect: 'manual',
  });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const pathOf = (kind: string) => pictures[kind]?.path ?? '';
const countViews = async () =>
  (await school.sql<{ n: number }[]>`select count(*)::int as n from data_view`)[0]?.n ?? -1;

const mayLook: Partial<Record<Visitor, string[]>> = {
  owner: ['snapshot', 'reference'],
  clerk: ['snapshot', 'reference', 'id_photo', 'frame'],
  head: ['snapshot', 'reference', 'id_photo', 'frame'],
  reviewer: ['snapshot', 'reference', 'id_photo', 'frame'],
  auditor: ['snapshot', 'reference', 'id_photo', 'frame'],
  inspector: ['snapshot', 'reference', 'id_photo', 'frame'],
};

describe.each(['snapshot', 'reference', 'id_photo', 'frame'])('%s', (kind) => {
  it.each(visitors)('as %s, reason given', async (visitor) => {
    const views = await countViews();
    const cookie =
      visitor === 'nobody' ? null : visitor === 'newcomer' ? cookies.newcomer : await withReason(visitor);
    const { status, headers, bytes } = await look(pathOf(kind), cookie);
    const allowed = mayLook[visitor]?.includes(kind) ?? false;
    const refused = visitor === 'nobody' ? 401 : visitor === 'newcomer' ? 403 : 404;
    expect(status).toBe(allowed ? 200 : refused);
    expect(headers.get('cache-control')).toMatch(/no-store/);
    expect(headers.get('etag')).toBeNull();
    if (allowed) expect(bytes.equals(pictures[kind]?.jpeg ?? Buffer.of())).toBe(true);
    else expect(bytes.includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false);
    expect((await countViews()) - views).toBe(allowed && visitor !== 'owner' ? 1 : 0);
  });
});

describe('a reason to look', () => {
  it.each(['clerk', 'reviewer', 'inspector'] as const)(
    '%s without one is told to give it',
    async (visitor) => {
      const views = await countViews();
      const { status, bytes } = await look(pathOf('snapshot'), cookies[visitor]);
      expect(status).toBe(422);
      expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({ refused: 'view_reason_missing' });
      expect(await countViews()).toBe(views);
    },
  );

  it('stands in the record with who, what, whose and when', async () => {
    await look(pathOf('reference'), await withReason('inspector'));
    const [row] = await school.sql<{ at: Date }[]>`
      select viewer_id, viewer_role, learner_id, picture_kind, reason, at from data_view order by at desc limit 1`;
    expect(row).toMatchObject({
      ...{ viewer_id: fixtures.inspector.id, viewer_role: 'inspector', learner_id: owner.id },
      ...{ picture_kind: 'reference', reason: why },
    });
    expect(Math.abs(Date.now() - (row?.at.getTime() ?? 0))).toBeLessThan(60_000);
  });

  it('belongs to one sign-in: a colleague cannot carry it over, nobody can write her own', async () => {
    const [, reason] = (await withReason('clerk')).split('; ');
    for (const forged of [
      reason,
      'view_reason=AAAA',
      `view_reason=${Buffer.from(why).toString('base64url')}`,
    ]) {
      const { status } = await look(pathOf('snapshot'), `${cookies.inspector}; ${forged}`);
      expect(status).toBe(422);
    }
  });

  it('is over after the visit', async () => {
    const session = await readSession(school.sql, cookies.clerk, false);
    if (!session) throw new Error('not signed in');
    const old = keepViewReason(house, session, why, Date.now() - 4 * 3_600_000 - 1).split(';')[0];
    expect((await look(pathOf('snapshot'), `${cookies.clerk}; ${old}`)).status).toBe(422);
  });
});

describe('no part, no copy, no other way', () => {
  it('a range is answered whole, a condition by the picture itself', async () => {
    const cookie = await withReason('clerk');
    const asked = { Range: 'bytes=0-9', 'If-None-Match': '*', 'If-Modified-Since': new Date().toUTCString() };
    const { status, headers, bytes } = await look(pathOf('snapshot'), cookie, asked);
    expect(status).toBe(200);
    expect(headers.get('accept-ranges')).toBe('none');
    expect(headers.get('content-range')).toBeNull();
    expect(bytes.equals(pictures['snapshot']?.jpeg ?? Buffer.of())).toBe(true);
  });

  it.each([
    ['another learner in the address', () => pathOf('snapshot').replace(owner.id, fixtureLearner(2).id)],
    ['another kind', () => pathOf('snapshot').replace('/snapshot/', '/reference/')],
    ['a thumbnail', () => `${pathOf('snapshot')}/thumbnail`],
    ['a file name', () => `${pathOf('snapshot')}.jpg`],
    ['the store', () => `/blobs/snapshots/${owner.id}`],
    ['a path upwards', () => `/pictures/snapshot/${owner.id}/..%2f..%2fmaster.key`],
    [
      'capital letters',
      () => pathOf('snapshot').toUpperCase().replace('/PICTURES/SNAPSHOT/', '/pictures/snapshot/'),
    ],
  ])('%s is nothing', async (_, path) => {
    const { status, bytes } = await look(path(), await withReason('inspector'));
    expect(status).toBe(404);
    expect(bytes.includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false);
  });

  it('in the store there is no picture, only sealed bytes', async () => {
    const [row] = await school.sql<
      { blob: string }[]
    >`select blob from snapshot where learner_id = ${owner.id}`;
    const sealed = await house.blobs.get(row?.blob ?? '');
    expect(sealed[0]).toBe(1);
    expect(sealed.includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false);
  });
});

describe('what was erased', () => {
  it('is gone for everybody: by its mark, by its file, by her key', async () => {
    const other = fixtureLearner(2);
    const one = await storePhotograph(house, other, 'match', true);
    const path = `/pictures/snapshot/${other.id}/${one.id}`;
    const cookie = await withReason('inspector');
    expect((await look(path, cookie)).status).toBe(200);
    await school.sql`update snapshot set erased_at = now() where id = ${one.id}`;
    expect((await look(path, cookie)).status).toBe(404);
    await school.sql`update snapshot set erased_at = null where id = ${one.id}`;
    await house.blobs.remove(`snapshots/${other.id}/${one.id}`);
    expect((await look(path, cookie)).status).toBe(404);
    const two = await storeReference(house, other.id, 'active');
    const reference = `/pictures/reference/${other.id}/${two.id}`;
    expect((await look(reference, cookie)).status).toBe(200);
    await school.sql`delete from learner_key where learner_id = ${other.id}`;
    expect((await look(reference, cookie)).status).toBe(404);
  });
});
