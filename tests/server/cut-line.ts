import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to the database that a test can cut: connections break, new ones are refused. */
export type CuttableLine = {
  /** The address of the database through this line. */
  databaseUrl: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
};

/** Opens a line on 127.0.0.1 to the PostgreSQL of `databaseUrl`. */
export async function openCuttableLine(databaseUrl: string): Promise<CuttableLine> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  const join = (near: Socket) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  };
  const server = createServer(join);
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port');
    return address.port;
  };
  const cut = async () => {
    const gone = server.listening ? once(server, 'close') : null;
    server.close();
    for (const socket of open) socket.destroy();
    await gone;
  };
  const port = await listen(0);
  const through = new URL(databaseUrl);
  through.hostname = '127.0.0.1';
  through.port = String(port);
  return { databaseUrl: through.href, cut, mend: async () => void (await listen(port)), close: cut };
}
