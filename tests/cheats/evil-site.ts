import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Page } from 'playwright-core';

/** An empty page of another origin, to attack from. Its policy lets its own scripts do anything. */
export async function openEvilSite(
  host: '127.0.0.1' | 'localhost',
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_, answer) => {
    answer.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>prize</title><body>');
  }).listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://${host}:${port}/`, close };
}

/** Runs in the page of another site against `target`. Nothing needs to come back. */
type CrossSiteAttack = (target: string) => void;

/** Every way a page can make a browser send something to another origin. */
export const crossSiteAttacks = {
  'a form': (target) => {
    document.body.innerHTML = `<form method="post" action="${target}/sign-out"><input name="everywhere" value="yes"></form>`;
    document.querySelector('form')?.submit();
  },
  'a form of text/plain': (target) => {
    document.body.innerHTML = `<form method="post" enctype="text/plain" action="${target}/sign-out"><input name="everywhere" value="yes"></form>`;
    document.querySelector('form')?.submit();
  },
  'a form without Referer': (target) => {
    document.head.innerHTML = '<meta name="referrer" content="no-referrer">';
    document.body.innerHTML = `<form method="post" action="${target}/sign-out"><input name="everywhere" value="yes"></form>`;
    document.querySelector('form')?.submit();
  },
  'fetch without CORS': (target) => {
    const body = new URLSearchParams({ everywhere: 'yes' });
    void fetch(`${target}/sign-out`, { method: 'POST', mode: 'no-cors', credentials: 'include', body });
  },
  'fetch with a preflight': (target) => {
    const headers = { 'Content-Type': 'application/json' };
    const options = { method: 'PUT', credentials: 'include', headers, body: '{"everywhere":"yes"}' } as const;
    void fetch(`${target}/sign-out`, options).catch(() => {});
  },
  'a beacon': (target) => {
    navigator.sendBeacon(`${target}/sign-out`, new URLSearchParams({ everywhere: 'yes' }));
  },
  'an image': (target) => {
    new Image().src = `${target}/sign-out?everywhere=yes`;
  },
  'a method in a field': (target) => {
    location.href = `${target}/sign-out?_method=POST&everywhere=yes`;
  },
  'a method in a header': (target) => {
    const headers = { 'X-HTTP-Method-Override': 'POST' };
    void fetch(`${target}/sign-out?everywhere=yes`, { credentials: 'include', headers }).catch(() => {});
  },
} satisfies Record<string, CrossSiteAttack>;

/** A form that signs the victim in as the attacker, JSON dressed up as text/plain. */
export function signInAs(credentials: {
  phone: string;
  password: string;
}): (page: Page, target: string) => Promise<void> {
  const [name, value] = JSON.stringify({ ...credentials, x: '=' }).split('=');
  return (page, target) =>
    page.evaluate(
      (form) => {
        document.body.innerHTML = `<form method="post" enctype="text/plain" action="${form.target}/session"><input></form>`;
        const input = document.querySelector('input');
        input?.setAttribute('name', form.name ?? '');
        input?.setAttribute('value', form.value ?? '');
        document.querySelector('form')?.submit();
      },
      { target, name, value },
    );
}
