import { execFileSync } from 'node:child_process';
import { createServer, request as ask } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext } from 'playwright-core';
import { fixtureLearner } from '../tests/harness/fixtures.ts';
import setUp from '../tests/harness/global-setup.ts';
import { openTestDatabase, type TestDatabase } from '../tests/harness/open-test-database.ts';
import { addCookie } from '../tests/harness/phone-page.ts';
import { signIn } from '../tests/harness/sign-in.ts';
import { startBrowser } from '../tests/harness/start-browser.ts';
import { startServer } from '../tests/harness/start-server.ts';
import { atEnd } from './at-end.ts';

/** A file of the bench's own, at the same address as the product. */
export type OwnFile = { type: string; body: Buffer; encoding?: 'gzip' };

/** The product as learners meet it, with lessons that the pipeline prepared, and bare pages beside it. */
export type LessonSite = TestDatabase & {
  url: string;
  browser: Browser;
  /** A phone of learner `place` (from 1), signed in, with a camera that is allowed and nothing in its cache. */
  openPhone(place: number): Promise<{ context: BrowserContext; cookie: string; enrolmentId: string }>;
};

/** Starts the built server on a database with the fixture lessons, a browser, and one address for both. It ends with the bench. */
export async function openLessonSite(own: Record<string, OwnFile>): Promise<LessonSite> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 2, 2] });
  atEnd(setUp());
  const database = await openTestDatabase();
  atEnd(database.close);
  const server = await startServer({ databaseUrl: database.databaseUrl });
  atEnd(server.stop);
  const url = await openAddress(server.port, own);
  const browser = await startBrowser({ fakeCamera: true });
  atEnd(() => browser.close());

  async function openPhone(place: number) {
    const { phone, enrolmentId } = fixtureLearner(place);
    const cookie = await signIn(database.db, phone);
    const context = await browser.newContext({
      ...{ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
      ...{ locale: 'zh-CN', permissions: ['camera'] },
    });
    await addCookie(context, cookie, url);
    return { context, cookie, enrolmentId };
  }
  return { ...database, url, browser, openPhone };
}

/** Own files, and everything else from the product: a bare page may fetch what the product gives only to its own pages. */
async function openAddress(port: number, own: Record<string, OwnFile>): Promise<string> {
  const front = createServer((incoming, outgoing) => {
    const file = own[incoming.url?.split('?')[0] ?? ''];
    if (file) {
      outgoing.setHeader('Content-Type', file.type);
      if (file.encoding) outgoing.setHeader('Content-Encoding', file.encoding);
      return outgoing.end(file.body);
    }
    const { method, url, headers } = incoming;
    const onward = ask({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(front, 'listening');
  atEnd(() => {
    front.closeAllConnections();
    front.close();
  });
  return `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
}
