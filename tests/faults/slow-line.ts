import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from './chance.ts';

/** What happens to the bytes of a connection, each way. */
export type LineWeather = {
  /** Each piece is this late, ms. */
  delayMs?: number;
  /** Share of packets that are lost: a piece waits until it was sent again, twice as long each time, and all behind it wait too. */
  lost?: number;
  /** Share of connections that go silent for good, some bytes after they began; nobody closes them. */
  halfOpen?: number;
};

export type SlowLine = {
  url: string;
  port: number;
  weather: LineWeather;
  /** Pieces that were carried, and were sent again; connections that went silent. */
  counts: { carried: number; sentAgain: number; silent: number };
  close(): void;
};

/** The first wait of TCP for a word of a packet, without what the way itself takes, ms. */
const sentAgainMs = 200;
/** What is in a packet at most. */
const packetBytes = 1_400;

/** A line of bytes to this port, late and with losses as TCP shows them: everything comes, in order, and late. */
export async function openSlowLine(port: number, chance: Chance): Promise<SlowLine> {
  const ends = new Set<Socket>();
  const counts = { carried: 0, sentAgain: 0, silent: 0 };
  const line: SlowLine = { url: '', port: 0, weather: {}, counts, close: () => {} };
  /** Carries bytes one way. `mayPass`: false from the moment at which the connection went silent. */
  const carry = (from: Socket, to: Socket, mayPass: () => boolean) => {
    let last: Promise<void> = Promise.resolve();
    let freeMs = 0;
    /** In order: what comes later leaves no sooner. */
    const later = (lateMs: number, act: () => void) => {
      freeMs = Math.max(freeMs, performance.now() + lateMs);
      const untilMs = freeMs;
      last = last.then(() => sleep(Math.max(0, untilMs - performance.now()))).then(act);
    };
    from.on('data', (piece: Buffer) => {
      const { delayMs = 0, lost = 0 } = line.weather;
      let lateMs = delayMs;
      for (let packet = 0; packet < piece.length; packet += packetBytes) {
        counts.carried++;
        for (let againMs = sentAgainMs + 2 * delayMs; chance.next() < lost; againMs *= 2) {
          counts.sentAgain++;
          lateMs += againMs;
        }
      }
      if (mayPass()) later(lateMs, () => void (mayPass() && to.write(piece)));
    });
    from.on('end', () => mayPass() && later(line.weather.delayMs ?? 0, () => to.end()));
    from.on('error', () => to.destroy());
  };
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    let isSilent = false;
    if (chance.next() < (line.weather.halfOpen ?? 0))
      setTimeout(
        () => {
          isSilent = true;
          counts.silent++;
        },
        chance.between(0, 5_000),
      ).unref();
    for (const end of [near, far]) {
      ends.add(end.setNoDelay(true));
      end.on('close', () => ends.delete(end));
    }
    carry(near, far, () => !isSilent);
    carry(far, near, () => !isSilent);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  line.port = (server.address() as AddressInfo).port;
  line.url = `http://127.0.0.1:${line.port}`;
  line.close = () => {
    server.close();
    for (const end of ends) end.destroy();
  };
  return line;
}
