import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

/** A line to the database that hears which statements go over it. */
export type Tap = {
  databaseUrl: string;
  /** Each statement with the types (OID, 0: not said) of its parameters. */
  statements: Map<string, number[]>;
  close(): void;
};

/** Takes the text of every statement out of what a client sends (frontend messages Parse and Query). */
function hear(take: (statement: string, types: number[]) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let begun = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = begun ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = rest.readInt32BE(head);
      if (rest.length < head + length) return;
      const body = rest.subarray(head + 4, head + length);
      const kind = begun ? String.fromCharCode(rest[0] ?? 0) : '';
      if (kind === 'P') {
        const from = body.indexOf(0) + 1;
        const to = body.indexOf(0, from);
        const types = Array.from({ length: body.readInt16BE(to + 1) }, (_, i) =>
          body.readInt32BE(to + 3 + 4 * i),
        );
        take(body.toString('utf8', from, to), types);
      }
      if (kind === 'Q') take(body.toString('utf8', 0, body.indexOf(0)), []);
      rest = rest.subarray(head + length);
      begun = true;
    }
  };
}

/** Opens a tap on 127.0.0.1 before the PostgreSQL of `databaseUrl`. */
export async function openTap(databaseUrl: string): Promise<Tap> {
  const target = new URL(databaseUrl);
  const statements = new Map<string, number[]>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) socket.on('error', () => [near, far].forEach((one) => one.destroy()));
    near.on(
      'data',
      hear((statement, types) => statements.set(statement.trim(), types)),
    );
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = new URL(databaseUrl);
  through.port = String((server.address() as AddressInfo).port);
  return { databaseUrl: through.href, statements, close: () => void server.close() };
}
