import { createDecipheriv } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixtureLesson, fixtures } from '../harness/fixtures.ts';
import { signIn } from '../harness/sign-in.ts';
import type { Attacker } from './attacker.ts';
import { openSchool, type School } from './open-school.ts';
import { readLedger, verifyLog } from './read-ledger.ts';
import { digestLearner } from './watch-learner.ts';

// I10, A12: fetching earns nothing and opens nothing that is not earned; what is earned stays playable.

let school: School;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

const renditions = ['240p', '360p', '720p'] as const;
const { videoVersionId } = fixtureLesson(1);

type Bytes = { status: number; bytes: Buffer; headers: Headers };

async function fetchBytes(
  window: Attacker,
  path: string,
  cookie: string | null = window.cookie,
): Promise<Bytes> {
  const answer = await fetch(window.url + path, { headers: cookie === null ? {} : { Cookie: cookie } });
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
}

const keyPath = (fence: number, group: number) => `/study/leases/${fence}/keys/${group}`;

/** Segments of a playlist: address, vector, key group. */
function readPlaylist(text: string): { url: string; iv: Buffer; group: number }[] {
  const matches = text.matchAll(/keys\/(\d+)",IV=0x([0-9a-f]{32})\n#EXTINF:[\d.]+,\n(\S+)/g);
  return [...matches].map(([, group, iv = '', url = '']) => ({
    url,
    iv: Buffer.from(iv, 'hex'),
    group: Number(group),
  }));
}

/** Whether `key` turns ciphertext into MPEG-TS: whole packets of 188 bytes that begin with 0x47. */
function opens(ciphertext: Buffer, key: Buffer, iv: Buffer): boolean {
  try {
    const decipher = createDecipheriv('aes-128-cbc', key, iv);
    const plain = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    return plain.length % 188 === 0 && plain[0] === 0x47 && plain[188] === 0x47;
  } catch {
    return false;
  }
}

it.concurrent(
  'everything fetched at once: no credit, one key, ciphertext that it opens for 30 s only (A12)',
  async () => {
    const window = await school.enter(1);
    await window.openLease();
    const playlists = await Promise.all(
      renditions.map((name) => window.get(`/study/leases/${window.fence}/${name}.m3u8`)),
    );
    const segments = playlists.flatMap(({ text }) => readPlaylist(text));
    expect(segments.length).toBe(33);
    const keys = await Promise.all(
      [0, 1, 2, 3, 99].map((group) => fetchBytes(window, keyPath(window.fence, group))),
    );
    // Controls of this class come within 20 s, so nothing of the second group can be looked ahead to.
    expect(keys.map(({ status }) => status)).toEqual([200, 425, 404, 404, 404]);
    expect(keys[0]?.bytes).toHaveLength(16);
    expect(keys[0]?.headers.get('cache-control')).toBe('private, no-store');
    expect(keys[1]?.headers.get('retry-after')).toBe('2');
    expect(JSON.parse(keys[1]?.bytes.toString('utf8') ?? '')).toMatchObject({ refused: 'key_not_yet' });

    const key = keys[0]?.bytes ?? Buffer.alloc(16);
    let plain = 0;
    for (const { url, iv, group } of segments) {
      const { status, bytes } = await fetchBytes(window, url, null);
      expect(status).toBe(200);
      expect(bytes.length % 16).toBe(0);
      expect(opens(bytes, Buffer.alloc(16), iv)).toBe(false);
      expect(opens(bytes, key, iv), url).toBe(group === 0);
      if (group === 0) plain++;
    }
    expect(plain).toBe(24);
    await sleep(2_000);
    // Who counts requests as minutes has the whole lesson.
    const naiveMs = segments.length * 4_000;
    expect(naiveMs).toBeGreaterThan(40_000);
    expect(await readLedger(school.sql, window.learner.id)).toMatchObject({
      frontierMs: 0,
      provenMs: 0,
      creditedMs: 0,
    });
    await verifyLog(school.sql, window.learner.id);
  },
  60_000,
);

it.concurrent(
  'keys belong to one learner, one role and one live lease',
  async () => {
    const [owner, thief] = await Promise.all([school.enter(2), school.enter(3)]);
    await owner.openLease();
    const before = await digestLearner(school.sql, owner.learner.id);
    const clerk = await signIn(school.database.db, fixtures.clerk.phone);
    const inspector = await signIn(school.database.db, fixtures.inspector.phone);
    const outsider = await signIn(school.database.db, fixtures.other.learner.phone);
    const places = [
      ...['master.m3u8', '240p.m3u8', 'keys/0', 'keys/1', 'subtitles.vtt', 'poster.jpg'].map(
        (name) => `/study/leases/1/${name}`,
      ),
    ];
    for (const path of places) {
      const statuses = await Promise.all(
        [thief.cookie, outsider, clerk, inspector, null, 'zhenxue_session=forged'].map(
          async (cookie) => (await fetchBytes(owner, path, cookie)).status,
        ),
      );
      expect(statuses, path).toEqual([409, 409, 403, 403, 401, 401]);
      expect((await fetchBytes(owner, path)).status, path).toBe(path.endsWith('keys/1') ? 425 : 200);
    }
    // A lease of the thief's own under the same number gives the thief's keys only: his lesson, his standing.
    await thief.openLease();
    expect(thief.fence).toBe(owner.fence);
    for (const wrong of ['0', '-1', '1.5', 'one', '%00', '99999999999999999999'])
      expect([404, 409]).toContain((await fetchBytes(owner, `/study/leases/${wrong}/keys/0`)).status);
    for (const wrong of ['-1', '0.5', 'x', '%2e%2e', '100001'])
      expect((await fetchBytes(owner, keyPath(owner.fence, 0).replace(/0$/, wrong))).status, wrong).toBe(404);

    const second = owner.window();
    await second.openLease({ takeOver: true });
    expect((await fetchBytes(owner, keyPath(owner.fence, 0))).status).toBe(409);
    expect((await fetchBytes(second, keyPath(second.fence, 0))).status).toBe(200);
    await second.close();
    for (const path of places) {
      const ended = await fetchBytes(second, path.replace('/1/', `/${second.fence}/`));
      expect(ended.status, path).toBe(409);
      expect(JSON.parse(ended.bytes.toString('utf8'))).toMatchObject({
        refused: 'lease_ended',
        facts: { reason: 'closed' },
      });
    }
    expect(await digestLearner(school.sql, owner.learner.id)).not.toBe(before);
    await Promise.all([owner, thief].map((window) => verifyLog(school.sql, window.learner.id)));
  },
  60_000,
);

it.concurrent(
  'a group opens when what is before it is earned, and everything earned is playable in every later lease',
  async () => {
    const window = await school.enter(4);
    await window.openLease();
    const keyOf = (group: number) => fetchBytes(window, keyPath(window.fence, group));
    const first = (await keyOf(0)).bytes;
    expect((await keyOf(1)).status).toBe(425);
    // Telling of play that was not earned opens nothing.
    await window.beat(0, { played: { fromMs: 0, toMs: 31_000 } });
    expect((await keyOf(1)).status).toBe(425);
    window.atMs = 0;
    const standing = await window.studyHonestly(38_000, school.solve);
    expect(standing.frontierMs).toBeGreaterThan(30_000);
    const second = await keyOf(1);
    expect(second.status).toBe(200);
    expect(second.bytes.equals(first)).toBe(false);
    expect((await keyOf(0)).bytes.equals(first)).toBe(true);

    const playlist = (await window.get(`/study/leases/${window.fence}/240p.m3u8`)).text;
    for (const { url, iv, group } of readPlaylist(playlist)) {
      const { bytes } = await fetchBytes(window, url);
      expect(opens(bytes, group === 0 ? first : second.bytes, iv), url).toBe(true);
    }
    const later = window.window();
    await later.openLease({ takeOver: true });
    const again = await Promise.all([0, 1].map((group) => fetchBytes(later, keyPath(later.fence, group))));
    expect(again.map(({ status }) => status)).toEqual([200, 200]);
    await verifyLog(school.sql, window.learner.id);
  },
  90_000,
);

it.concurrent(
  'unknown versions, renditions and files are nothing to be found',
  async () => {
    const window = await school.enter(5);
    const paths = [
      ...[
        `/media/${videoVersionId}/480p/0.ts`,
        `/media/${videoVersionId}/240p/99.ts`,
        `/media/${videoVersionId}/240p/0.mp4`,
      ],
      ...[`/media/${videoVersionId}/240p/..%2f..%2fposter.jpg`, `/media/${videoVersionId}/poster.jpg`],
      ...['/media/00000000-0000-4000-8000-000000000000/240p/0.ts', `/media/${videoVersionId}/questions/`],
      ...[`/media/${videoVersionId}/subtitles.vtt`, '/media/../../../../etc/passwd'],
    ];
    for (const path of paths) expect((await fetchBytes(window, path)).status, path).toBe(404);
  },
  60_000,
);
