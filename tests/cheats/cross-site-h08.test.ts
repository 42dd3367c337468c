import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { session } from '../../db/schema/identity.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { addCookie } from '../harness/phone-page.ts';
import { signIn } from '../harness/sign-in.ts';
import { startBrowser } from '../harness/start-browser.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { crossSiteAttacks, openEvilSite, signInAs } from './evil-site.ts';
import { openNaiveDoor, type NaiveDoor } from './naive-door.ts';
import { sendRaw } from './send-raw.ts';

const victim = fixtureLearner(1);
const attacker = { phone: fixtureLearner(2).phone, password: fixtures.password };

let database: TestDatabase;
let server: TestServer;
let naive: NaiveDoor;
let browser: Browser;
let context: BrowserContext;
let cookie: string;
beforeAll(async () => {
  database = await openTestDatabase();
  server = await startServer({ databaseUrl: database.databaseUrl });
  naive = await openNaiveDoor({ [attacker.phone]: attacker.password });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await naive?.close();
  await database?.close();
});

beforeEach(async () => {
  await database.db.delete(session);
  cookie = await signIn(database.db, victim.phone);
  naive.state.signedIn = true;
  naive.state.signedInAs = null;
  context = await browser.newContext();
  // Ports do not divide cookies: the naive door on 127.0.0.1 gets this one too.
  await addCookie(context, cookie, server.url);
});
afterEach(() => context.close());

const victimsSessions = () => database.db.$count(session, eq(session.personId, victim.id));
const cookies = async () => (await context.cookies(server.url)).map(({ name, value }) => `${name}=${value}`);

/** Runs one attack on `target` in Chromium; a request that was sent is over when this returns. */
async function strike(site: '127.0.0.1' | 'localhost', target: string, run: (page: Page) => Promise<void>) {
  const evil = await openEvilSite(site);
  const page = await context.newPage();
  await page.goto(evil.url);
  const over = new Promise<void>((done) => {
    const note = (asked: { url(): string }) => asked.url().startsWith(target) && done();
    page.on('requestfinished', note);
    page.on('requestfailed', note);
  });
  await run(page);
  await Promise.race([over, sleep(3_000)]);
  await page.close();
  await evil.close();
}

describe('another site in a real browser (H08)', () => {
  /** SameSite=Lax stops the rest of another host's attempts in the browser; another port is the same site to it. */
  const strikes = [
    ...Object.entries(crossSiteAttacks).map(
      ([name, attack]) => [name, 'another port', '127.0.0.1', attack] as const,
    ),
    ['a method in a field', 'another host', 'localhost', crossSiteAttacks['a method in a field']] as const,
  ];

  it.each(strikes)('%s on %s: beats the naive door, not ours', async (_name, _where, site, attack) => {
    await strike(site, naive.url, (page) => page.evaluate(attack, naive.url));
    expect(naive.state.signedIn, 'positive control').toBe(false);
    await strike(site, server.url, (page) => page.evaluate(attack, server.url));
    expect(await victimsSessions()).toBe(1);
    expect(await cookies()).toEqual([cookie]);
  });

  it.each(['127.0.0.1', 'localhost'] as const)(
    'a form on %s that signs the victim in as the attacker',
    async (site) => {
      await strike(site, naive.url, (page) => signInAs(attacker)(page, naive.url));
      expect(naive.state.signedInAs, 'positive control').toBe(attacker.phone);
      await context.clearCookies({ name: 'naive' });
      await strike(site, server.url, (page) => signInAs(attacker)(page, server.url));
      expect(await cookies()).toEqual([cookie]);
      expect(await database.db.$count(session)).toBe(1);
    },
  );

  it('our own page may sign out everywhere', async () => {
    await signIn(database.db, victim.phone);
    const page = await context.newPage();
    await page.goto(`${server.url}/help`);
    const status = await page.evaluate(async () => {
      const body = new URLSearchParams({ everywhere: 'yes' });
      return (await fetch('/sign-out', { method: 'POST', body })).status;
    });
    expect(status).toBe(200);
    expect(await victimsSessions()).toBe(0);
  });
});

describe('the headers that tell (H08)', () => {
  const post = (headers: Record<string, string>, path = '/sign-out') =>
    sendRaw(server.url, {
      path,
      headers: { Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      body: 'everywhere=yes',
    });

  it.each([
    ['none', {}],
    ['another Origin', { Origin: 'http://evil.example' }],
    ['Origin null', { Origin: 'null' }],
    ['another port', { Origin: 'http://127.0.0.1:1' }],
    ['cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['same-site', { 'Sec-Fetch-Site': 'same-site' }],
    ['none, by the user', { 'Sec-Fetch-Site': 'none' }],
  ])('%s: 403 on every kind of path, nothing changed', async (_, headers) => {
    const paths = [
      '/sign-out',
      '/session',
      '/set-password',
      '/study/leases',
      '/study/beats',
      '/study/snapshots/x',
      '/nowhere',
    ];
    for (const path of paths) {
      const { status, body } = await post(headers, path);
      expect([path, status]).toEqual([path, 403]);
      expect(JSON.parse(body)).toMatchObject({ refused: 'cross_site' });
    }
    expect(await victimsSessions()).toBe(1);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('judges %s like POST', async (method) => {
    const headers = { Cookie: cookie, Origin: 'http://evil.example' };
    expect((await sendRaw(server.url, { method, path: '/sign-out', headers })).status).toBe(403);
  });

  it('gives other origins no leave to read or to send (no CORS)', async () => {
    const preflight = { Origin: 'http://evil.example', 'Access-Control-Request-Method': 'POST' };
    const answer = await sendRaw(server.url, { method: 'OPTIONS', path: '/study/beats', headers: preflight });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('lets our own Origin through', async () => {
    const { status } = await post({ Origin: server.url });
    expect([200, 302]).toContain(status);
    expect(await victimsSessions()).toBe(0);
  });
});
