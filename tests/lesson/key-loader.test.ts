import Hls from 'hls.js/light';
import { expect, it, vi } from 'vitest';
import type { FileAhead, FilesAhead } from '../../app/study/files-ahead.client.ts';
import { KeyDesk, keyAwareLoader } from '../../app/study/key-loader.client.ts';

// The engine's own loader names the page's global.
vi.stubGlobal('self', globalThis);

const url = 'http://study.test/media/0.ts';

/** Loads a segment that was asked for ahead; answers what the engine is told and what it can learn of the line. */
async function load(coming: Promise<FileAhead | null>) {
  const ahead = { take: (asked: string) => (asked === url ? coming : undefined) } as unknown as FilesAhead;
  const desk = new KeyDesk({ onRefused: () => undefined }, ahead);
  const loader = new (keyAwareLoader(desk))(Hls.DefaultConfig as never);
  // The engine keeps these before it loads.
  const { stats } = loader;
  const data = await new Promise((done) => {
    loader.load({ url, responseType: 'arraybuffer' } as never, {} as never, {
      onSuccess: ({ data: given }) => done(given),
      onError: () => undefined,
      onTimeout: () => undefined,
      onAbort: () => undefined,
    });
    setTimeout(() => done(null), 50);
  });
  return { data, stats, same: loader.stats === stats, loader };
}

it('gives what came ahead, and the engine learns the rate of the line from it', async () => {
  const file = { data: new ArrayBuffer(50_000), startMs: 100, firstMs: 170, endMs: 370 };
  const { data, stats, same } = await load(Promise.resolve(file));
  expect(data).toBe(file.data);
  expect(same).toBe(true);
  expect(stats).toMatchObject({ loaded: 50_000, loading: { start: 100, first: 170, end: 370 } });
});

it('says nothing of a file that is still on its way when the engine gives it up', async () => {
  let arrive: (file: FileAhead) => void = () => undefined;
  const { data, loader } = await load(new Promise((go) => (arrive = go)));
  expect(data).toBeNull();
  loader.abort();
  arrive({ data: new ArrayBuffer(1), startMs: 0, firstMs: 0, endMs: 0 });
  await Promise.resolve();
  expect(loader.stats).toMatchObject({ aborted: true, loaded: 0 });
});
