import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSchool, type School } from '../cheats/open-school.ts';
import { fixtureLesson } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { startNginx, whyNoNginx } from '../harness/start-nginx.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { askRaw, told, tricksOf } from './segments.ts';

// P011: nginx sends segments straight from the disk, by docs/deploy/nginx.conf as it is, and opens no second door.
// What it sends itself carries no id of a request; what the server answers does.

const missing = whyNoNginx();
if (missing) console.log(`Segments by nginx are not tested: ${missing}.`);

const open = fixtureLesson(1).videoVersionId;
const shut = fixtureLesson(2).videoVersionId;
const segment = `/media/${open}/240p/0.ts`;

describe.skipIf(missing)('nginx before the server', () => {
  let school: School;
  let behind: TestServer;
  let nginx: Awaited<ReturnType<typeof startNginx>>;

  beforeAll(async () => {
    school = await openSchool();
    await pastGuards(school.sql, (tx) => tx`update video_version set state = 'approved' where id = ${shut}`);
    behind = await startServer({
      databaseUrl: school.database.databaseUrl,
      env: { BEHIND_NGINX: '1' },
    });
    nginx = await startNginx(behind.port);
  });
  afterAll(async () => {
    await nginx?.stop();
    await behind?.stop();
    await school?.close();
  });

  it('a published segment, whole and in parts, is what the server itself sends, byte by byte and header by header', async () => {
    const asked: Record<string, string>[] = [
      {},
      ...['0-0', '188-375', '1000-', '-188', '5-99999999', '0-1,3-4'].map((range) => ({
        Range: `bytes=${range}`,
      })),
    ];
    for (const headers of asked) {
      const [byNginx, byServer] = await Promise.all([
        askRaw(nginx.url, segment, { headers }),
        askRaw(school.server.url, segment, { headers }),
      ]);
      expect(told(byNginx), headers['Range']).toEqual(told(byServer));
      expect(byNginx.body.equals(byServer.body)).toBe(true);
      expect(byNginx.body.length).toBeGreaterThan(0);
      expect(byNginx.headers['server']).toBe('nginx');
      expect(byNginx.headers['x-request-id']).toBeUndefined();
    }
    const [byNginx, byServer] = await Promise.all(
      [nginx.url, school.server.url].map((url) => askRaw(url, segment, { method: 'HEAD' })),
    );
    expect(told(byNginx!)).toEqual(told(byServer!));
    expect(byNginx!.body).toHaveLength(0);
    expect(byNginx!.headers['x-request-id']).toBeUndefined();
  });

  it('the server says which versions are published, for a second, and never to be kept that one is not', async () => {
    const told = async (url: string, version: string) => {
      const { status, headers, body } = await askRaw(url, `/media/${version}/published`);
      return [status, headers['cache-control'], body.length > 0];
    };
    expect(await told(behind.url, open)).toEqual([204, 'max-age=1', false]);
    expect(await told(behind.url, shut)).toEqual([403, 'no-store', false]);
    expect(await told(behind.url, randomUUID())).toEqual([403, 'no-store', false]);
    // Only where nginx stands before it.
    expect((await told(school.server.url, open))[0]).toBe(404);
  });

  it('a part beyond its end is refused', async () => {
    const [byNginx, byServer] = await Promise.all(
      [nginx.url, school.server.url].map((url) =>
        askRaw(url, segment, { headers: { Range: 'bytes=99999999-' } }),
      ),
    );
    expect([byNginx!.status, byNginx!.headers['content-range']]).toEqual([
      416,
      byServer!.headers['content-range'],
    ]);
  });

  it('what is not published is nowhere, whatever the address, and there as soon as it is', async () => {
    const refused = await askRaw(nginx.url, `/media/${shut}/240p/0.ts`);
    expect([refused.status, refused.headers['cache-control']]).toEqual([404, 'no-store']);
    expect(JSON.parse(refused.body.toString())).toMatchObject({ refused: 'not_found' });
    const bytes = (await askRaw(nginx.url, segment)).body.subarray(0, 32);
    for (const path of tricksOf(open, shut)) {
      const answer = await askRaw(nginx.url, path, {
        headers: { 'X-Accel-Redirect': `/_segments/${shut}/240p/0.ts` },
      });
      expect([400, 404], path).toContain(answer.status);
      expect(answer.body.includes(bytes), path).toBe(false);
    }
    await pastGuards(school.sql, (tx) => tx`update video_version set state = 'published' where id = ${shut}`);
    await sleep(300);
    expect((await askRaw(nginx.url, `/media/${shut}/240p/0.ts`)).status).toBe(200);
  });

  it('everything else is the server’s own answer, by https cookies, with the address of who asks', async () => {
    const health = await askRaw(nginx.url, '/healthz');
    expect(health.status).toBe(200);
    // One id in both logs, and no way to the figures.
    expect(health.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    const figures = await fetch(`${nginx.url}/metrics`, { headers: { 'X-Request-Id': 'f'.repeat(32) } });
    expect(figures.status).toBe(404);
    expect(figures.headers.get('x-request-id')).not.toBe('f'.repeat(32));
    const page = await fetch(`${nginx.url}/sign-in`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const body = JSON.stringify({ phone: '13911110099', password: 'not-hers' });
    const signIn = (origin: string) =>
      fetch(`${nginx.url}/session`, {
        method: 'POST',
        headers: { Origin: origin, 'Content-Type': 'application/json', 'X-Real-IP': '203.0.113.9' },
        body,
      });
    // This server is reached by https: a page of http is another site.
    expect((await signIn(nginx.url)).status).toBe(403);
    expect((await signIn(nginx.url.replace('http:', 'https:'))).status).toBe(401);
    const tries = await school.sql`select address from sign_in_failure where phone = '13911110099'`;
    expect(tries.map(({ address }) => address as string)).toEqual(['127.0.0.1']);
  });

  it('a version that was withdrawn is gone within five seconds, and so is every part of it', async () => {
    expect((await askRaw(nginx.url, segment)).status).toBe(200);
    await school.sql`update video_version set state = 'withdrawn' where id = ${open}`;
    const startMs = performance.now();
    for (;;) {
      if ((await askRaw(nginx.url, segment)).status === 404) break;
      expect(performance.now() - startMs).toBeLessThan(5_000);
      await sleep(250);
    }
    for (const path of [segment, segment.replace('240p', '360p'), `/_segments/${open}/240p/0.ts`])
      expect((await askRaw(nginx.url, path, { headers: { Range: 'bytes=0-1' } })).status, path).toBe(404);
    // The same of the server alone, which was not asked meanwhile.
    expect((await askRaw(school.server.url, segment)).status).toBe(404);
  });

  it('a server that is gone is nobody who says yes', async () => {
    const other = `/media/${shut}/240p/0.ts`;
    expect((await askRaw(nginx.url, other)).status).toBe(200);
    await behind.stop();
    await sleep(2_100);
    expect((await askRaw(nginx.url, other)).status).toBe(502);
  });
});
