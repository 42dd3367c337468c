import { request } from 'node:http';

/** A request with exactly these headers, from this address of the loopback network. */
export type RawRequest = {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
  from?: string;
};

export type RawAnswer = {
  status: number;
  headers: Record<string, string>;
  setCookie: string[];
  body: string;
};

/** Sends one request on a connection of its own, as a program does that obeys no browser's rules. */
export function sendRaw(
  base: string,
  { method = 'POST', path, headers, body, from }: RawRequest,
): Promise<RawAnswer> {
  return new Promise((done, fail) => {
    const sent = request(
      new URL(path, base),
      { method, headers: { ...headers }, agent: false, ...(from ? { localAddress: from } : {}) },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', fail);
        answer.on('end', () => {
          const { 'set-cookie': setCookie = [], ...rest } = answer.headers;
          const plain = Object.fromEntries(
            Object.entries(rest).map(([name, value]) => [name, String(value)]),
          );
          const text = Buffer.concat(chunks).toString('utf8');
          done({ status: answer.statusCode ?? 0, headers: plain, setCookie, body: text });
        });
      },
    );
    sent.on('error', fail);
    sent.end(body);
  });
}

/** Tries to sign in over HTTP, from `from`, with more headers if told. */
export function sendSignIn(
  base: string,
  phone: string,
  password: string,
  from: string,
  more: Record<string, string> = {},
): Promise<RawAnswer> {
  const headers = { 'Content-Type': 'application/json', Origin: base, ...more };
  return sendRaw(base, { path: '/session', headers, body: JSON.stringify({ phone, password }), from });
}
