import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Attacker } from '../cheats/attacker.ts';
import { openPrivateHouse, type PrivateHouse } from '../face/open-private-house.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { signIn } from '../harness/sign-in.ts';
import { findFreePort, startServer, type TestServer } from '../harness/start-server.ts';
import { startWorker, type TestWorker } from '../harness/start-worker.ts';
import { scrape } from './scrape.ts';
import { stallRequest, type Stalled } from './stall-request.ts';

// What the processes tell about themselves: figures for Prometheus, lines for who runs them, and nothing of anybody.

let place: PrivateHouse;
let server: TestServer;
let worker: TestWorker;
const ports = { web: 0, worker: 0 };
/** The web processes' role is nobody special, as in production. */
const role = `watch_${randomUUID().replaceAll('-', '')}`;
/** Requests that are never sent whole. */
const stalled: Stalled[] = [];
const stall = async (path: string, cookie: string, type?: string) =>
  void stalled.push(await stallRequest(server.url, path, cookie, type));
beforeAll(async () => {
  place = await openPrivateHouse();
  ports.web = await findFreePort();
  ports.worker = await findFreePort();
  const { databaseUrl, dataDir } = place;
  await place.sql
    .unsafe(`create role ${role} login password '${role}'; grant all on all tables in schema public to ${role};
    grant all on all sequences in schema public to ${role}`);
  const url = new URL(databaseUrl);
  [url.username, url.password] = [role, role];
  server = await startServer({
    databaseUrl: url.href,
    env: { DATA_DIR: dataDir, METRICS_PORT: String(ports.web) },
  });
  worker = startWorker({ databaseUrl, dataDir, env: { METRICS_PORT: String(ports.worker) } });
});
afterAll(async () => {
  await worker?.stop();
  await server?.stop();
  await place?.sql.unsafe(`drop owned by ${role}; drop role ${role}`);
  await place?.close();
});

const enter = async (n: number) => {
  const learner = fixtureLearner(n);
  return new Attacker(server.url, await signIn(place.db, learner.phone), learner);
};

describe('figures', () => {
  it('beats, latency, refusals, connections and pools are told as they were', async () => {
    const window = await enter(1);
    const before = await scrape(ports.web);
    const since = async (series: string) =>
      ((await scrape(ports.web)).get(series) ?? 0) - (before.get(series) ?? 0);
    expect((await window.openLease()).status).toBe(201);
    for (let i = 0; i < 5; i++) expect((await window.beat(0)).status).toBe(200);
    expect((await window.beat(0, { seq: 1 })).status).toBe(409);
    for (let i = 0; i < 3; i++) expect((await window.get('/media/nothing')).status).toBe(404);
    expect(await since('zhenxue_request_seconds_count{kind="beat"}')).toBe(6);
    expect(await since('zhenxue_request_seconds_bucket{le="10",kind="beat"}')).toBe(6);
    expect(await since('zhenxue_requests_total{kind="beat",status="2xx"}')).toBe(5);
    expect(await since('zhenxue_refusals_total{code="beat_out_of_order"}')).toBe(1);
    expect(await since('zhenxue_requests_total{kind="lease",status="2xx"}')).toBe(1);
    // A page of a stranger is a refusal as well, told by the copy of the code that pages are built into.
    expect((await new Attacker(server.url, '', window.learner).get('/progress')).status).toBe(302);
    expect(await since('zhenxue_refusals_total{code="signed_out"}')).toBe(1);
    const now = await scrape(ports.web);
    expect(now.get('zhenxue_connections')).toBeGreaterThan(0);
    expect(now.get('zhenxue_beats_waiting')).toBe(0);
    expect(now.get('zhenxue_event_loop_lag_seconds')).toBeGreaterThanOrEqual(0);
    expect(now.get('zhenxue_database_up')).toBe(1);
    expect(now.get('zhenxue_database_connections_max')).toBeGreaterThan(10);
    const pools = [...now].filter(([series]) =>
      series.startsWith('zhenxue_database_connections{program="zhenxue web"'),
    );
    expect(pools.reduce((sum, [, n]) => sum + n, 0)).toBeGreaterThan(0);
  });

  it('openings that do not end, of more learners than may open at once, stand in nobody’s way', async () => {
    for (const n of [5, 6, 7, 8]) {
      const { cookie } = await enter(n);
      for (let i = 0; i < 2; i++) await stall('/study/leases', cookie);
      await stall('/study/snapshots/7b0b0c52-5f6b-4d0a-9f62-6f2d5a1d8c11?fence=1', cookie, 'image/jpeg');
    }
    // Tokens that are nobody's, more than the line is long.
    const forged = Array.from({ length: 70 }, (_, i) =>
      new Attacker(
        server.url,
        `zhenxue_session=${String(i).padStart(43, 'x')}`,
        fixtureLearner(1),
      ).openLease(),
    );
    const honest = await (await enter(9)).openLease();
    expect(honest.status).toBe(201);
    for (const { status } of await Promise.all(forged)) expect(status).toBe(401);
  });

  it('a beat that does not end waits for its sender and not for us', async () => {
    const { cookie } = await enter(5);
    for (const path of ['/study/beats', '/study/beats?again']) await stall(path, cookie);
    const now = await scrape(ports.web);
    expect(now.get('zhenxue_beats_waiting')).toBe(0);
    expect(now.get('zhenxue_beat_oldest_seconds')).toBe(0);
  });

  it('beats that came behind others on a connection wait no longer than it lasts', async () => {
    const window = await enter(4);
    await window.openLease();
    const { host, port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    const send = (body: string) =>
      socket.write(`POST /study/beats HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${server.url}\r\nCookie: ${window.cookie}\r\n\
Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    const waiting = async () => (await scrape(ports.web)).get('zhenxue_beats_waiting');
    await place.sql.begin(async (tx) => {
      await tx`select 1 from chain_head where learner_id = ${window.learner.id} for update`;
      for (let i = 0; i < 5; i++) send(JSON.stringify(window.nextBeat(0)));
      await expect.poll(waiting).toBe(5);
      socket.destroy();
    });
    await expect.poll(waiting).toBe(0);
  });

  it('a beat that waits is seen waiting, and for how long', async () => {
    const window = await enter(2);
    await window.openLease();
    await place.sql
      .begin(async (tx) => {
        await tx`select 1 from chain_head where learner_id = ${window.learner.id} for update`;
        const beat = window.beat(0);
        await expect.poll(async () => (await scrape(ports.web)).get('zhenxue_beats_waiting')).toBe(1);
        await expect
          .poll(async () => (await scrape(ports.web)).get('zhenxue_beat_oldest_seconds'))
          .toBeGreaterThan(0.2);
        return { beat };
      })
      .then(({ beat }) => beat);
    expect((await scrape(ports.web)).get('zhenxue_beats_waiting')).toBe(0);
  });

  it('the worker tells its jobs by kind, and how old what waits is', async () => {
    const done = 'zhenxue_job_seconds_count{kind="sign_checkpoints",outcome="done"}';
    await expect
      .poll(async () => (await scrape(ports.worker)).get(done), { timeout: 40_000 })
      .toBeGreaterThan(0);
    await place.sql`insert into job (kind, subject, payload, run_after)
      values ('nobody_does_this', 'x', '{}', now() - interval '90 s')`;
    for (const port of [ports.web, ports.worker]) {
      await expect
        .poll(async () => (await scrape(port)).get('zhenxue_jobs{kind="nobody_does_this",state="waiting"}'))
        .toBe(1);
      const age = (await scrape(port)).get('zhenxue_job_age_seconds{kind="nobody_does_this"}');
      expect(age).toBeGreaterThanOrEqual(90);
      expect(age).toBeLessThan(150);
    }
    expect((await scrape(ports.worker)).get('zhenxue_workers')).toBe(1);
  });

  it('standbys are not told as none by a role that may not see them', async () => {
    const told = async (port: number) => (await scrape(port)).get('zhenxue_database_replicas');
    expect((await scrape(ports.web)).get('zhenxue_database_up')).toBe(1);
    expect(await told(ports.web)).toBe(undefined);
    expect(await told(ports.worker)).toBe(0);
    await place.sql.unsafe(`grant pg_monitor to ${role}`);
    await expect.poll(() => told(ports.web)).toBe(0);
  });

  it('the dashboard asks for nothing that is not told', async () => {
    const dashboard = await readFile('docs/deploy/grafana.json', 'utf8');
    const asked = new Set(dashboard.match(/\b(zhenxue|nodejs|process)_[a-z0-9_]+/g));
    expect(asked.size).toBeGreaterThan(15);
    const told = [await scrape(ports.web), await scrape(ports.worker)].flatMap((one) => [...one.keys()]);
    const names = new Set(told.map((series) => series.replace(/\{.*/, '')));
    // Counted from the first error on.
    names.add('zhenxue_errors_total');
    expect([...asked].filter((name) => !names.has(name))).toEqual([]);
  });

  it('no other door leads to them', async () => {
    const answer = await fetch(`${server.url}/metrics`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('zhenxue_request_seconds');
  });
});

describe('lines', () => {
  const name = '王秀英';
  const phone = '13811112222';
  const idNumber = '41010119900307123X';
  const address = '203.0.113.77';
  const all = [name, encodeURIComponent(name), phone, idNumber, address];
  const said = () => [...server.stderr, ...worker.lines];
  it('every line of the worker is one object, and a job that was done says which and how long it took', async () => {
    await place.sql`insert into job (kind, subject, payload) values ('end_withdrawn_leases', ${randomUUID()}, '{}')`;
    const lines = () => worker.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    await expect
      .poll(() => lines().find(({ kind }) => kind === 'end_withdrawn_leases'))
      .toMatchObject({ outcome: 'done', subject: expect.any(String), seconds: expect.any(Number) });
  });

  const rows = () =>
    server.stderr.map(
      (line) => JSON.parse(line) as Record<string, unknown> & { err?: Record<string, unknown> },
    );

  it('a refusal is one line now and then with the id that its answer carries, and never who it was about', async () => {
    const window = await enter(3);
    const mark = encodeURIComponent(`${name} ${phone} ${idNumber}`);
    const headers = {
      ...{
        'User-Agent': `${phone} ${idNumber}`,
        Referer: `${server.url}/?q=${mark}`,
        'Accept-Language': phone,
      },
      ...{ 'X-Real-IP': address, 'X-Forwarded-For': address, 'X-Request-Id': `${phone}${idNumber}` },
      'Content-Type': 'application/json',
    };
    const body = JSON.stringify({
      phone,
      password: `${name}${idNumber}`,
      name,
      fence: phone,
      windowId: name,
    });
    const posts = [
      '/session',
      '/study/leases',
      '/study/beats',
      '/study/answers',
      '/presence/challenges',
      '/uploads',
    ];
    for (const path of posts)
      for (const sent of [body, `{"phone":"${phone}`])
        expect(
          (await window.send(`${path}?q=${mark}`, { method: 'POST', body: sent, headers })).status,
        ).toBeGreaterThan(399);
    for (const path of ['/desk/people', '/catalogue', '/study/controls', '/proof', '/media', '/nothing'])
      await window.send(`${path}/${mark}?name=${mark}`, { headers });
    const form = new URLSearchParams({ phone, name, idNumber, code: idNumber });
    for (const path of ['/sign-in', '/set-password', '/desk/staff'])
      await window.send(path, {
        method: 'POST',
        body: form,
        headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
      });

    const answer = await window.post('/study/answers', { fence: 1 });
    expect(answer.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
    await expect
      .poll(() => rows().filter(({ refused }) => refused === 'bad_shape').length)
      .toBeGreaterThan(0);
    expect(rows().filter(({ refused }) => refused === 'bad_shape').length).toBeLessThan(3);
    for (const line of said()) for (const one of all) expect(line.includes(one), line).toBe(false);
  });

  it('an error says what broke and why, by the id of its request, and not for whom', async () => {
    await place.sql`alter table sign_in_failure rename to sign_in_failure_away`;
    const answer = await new Attacker(server.url, '', fixtureLearner(1)).post('/session', {
      phone,
      password: idNumber,
    });
    await place.sql`alter table sign_in_failure_away rename to sign_in_failure`;
    expect(answer.status).toBe(503);
    const id = answer.headers.get('X-Request-Id');
    await expect
      .poll(() => rows().find(({ requestId }) => requestId === id))
      .toMatchObject({
        level: 'error',
        kind: 'sign_in',
        code: '42P01',
      });
    const line = rows().find(({ requestId }) => requestId === id);
    expect(JSON.stringify(line?.err)).toContain('does not exist');
    expect(JSON.stringify(line?.err)).toContain('.server.ts');
    for (const text of said()) for (const one of all) expect(text.includes(one), text).toBe(false);
    expect(await scrape(ports.web).then((now) => now.get('zhenxue_errors_total{code="42P01"}'))).toBe(1);
  });
});

it('JSON that does not come is cut off in a quarter of a minute, a photograph on a bad line is not', async () => {
  const isPhotograph = ({ name }: Stalled) => name.endsWith('image/jpeg');
  const json = stalled.filter((one) => !isPhotograph(one));
  expect(json).toHaveLength(10);
  await expect.poll(() => json.filter(({ closedMs }) => closedMs === null), { timeout: 25_000 }).toEqual([]);
  for (const { name, beganMs, closedMs } of json) {
    expect((closedMs ?? 0) - beganMs, name).toBeGreaterThan(14_500);
    expect((closedMs ?? 0) - beganMs, name).toBeLessThan(25_000);
  }
  const photographs = stalled.filter(isPhotograph);
  expect(photographs.map(({ closedMs }) => closedMs)).toEqual([null, null, null, null]);
  for (const one of photographs) one.destroy();
});
