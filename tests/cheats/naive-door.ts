import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { hash, verify } from '@node-rs/argon2';

/** A door as many are built: no count of failures, an own answer for unknown numbers, any cookie is trusted. */
export type NaiveDoor = {
  url: string;
  /** Whether the session `victim` is signed in still, and who last signed in by this browser. */
  state: { signedIn: boolean; signedInAs: string | null };
  close(): Promise<void>;
};

/** Opens it on 127.0.0.1 with these accounts (phone number → password). */
export async function openNaiveDoor(accounts: Record<string, string>): Promise<NaiveDoor> {
  const hashes = new Map<string, string>();
  for (const [phone, password] of Object.entries(accounts)) hashes.set(phone, await hash(password));
  const state: NaiveDoor['state'] = { signedIn: true, signedInAs: null };

  const signIn = async (answer: ServerResponse, body: string) => {
    const { phone = '', password = '' } = readAnything(body);
    const stored = hashes.get(phone);
    if (stored === undefined) return void answer.writeHead(404).end('no such account');
    if (!(await verify(stored, password))) return void answer.writeHead(401).end('wrong password');
    state.signedInAs = phone;
    answer.writeHead(200, { 'Set-Cookie': 'naive=1' }).end('{}');
  };
  const server = createServer((asked, answer) => {
    void (async () => {
      const body = await readText(asked);
      allowEverybody(asked, answer);
      if (asked.method === 'OPTIONS') answer.writeHead(204).end();
      else if (asked.url?.startsWith('/session')) await signIn(answer, body);
      else if (asked.url?.startsWith('/sign-out')) {
        if (asked.headers.cookie?.includes('zhenxue_session=')) state.signedIn = false;
        answer.writeHead(200).end('{}');
      } else answer.writeHead(404).end();
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, state, close };
}

/** The CORS headers that people copy to make an error go away. */
function allowEverybody(asked: IncomingMessage, answer: ServerResponse): void {
  answer.setHeader('Access-Control-Allow-Origin', asked.headers.origin ?? '*');
  answer.setHeader('Access-Control-Allow-Credentials', 'true');
  answer.setHeader('Access-Control-Allow-Headers', 'content-type, x-http-method-override');
  answer.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE');
}

async function readText(asked: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** JSON in whatever type it came, text/plain forms with their trailing `=` too. */
function readAnything(body: string): { phone?: string; password?: string } {
  try {
    return JSON.parse(body.replace(/=\s*$/, '')) as { phone?: string; password?: string };
  } catch {
    return {};
  }
}
