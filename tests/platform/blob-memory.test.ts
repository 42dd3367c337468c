import { expect, it } from 'vitest';
import { openBlobMemory } from '../../app/platform/blob-memory.server.ts';

// Bytes that are sent to many lie in memory once, and never more than the bound, however slowly they are taken.

/** Ten blobs of ten bytes each, and how often each was read. */
function openBlobs() {
  const reads: string[] = [];
  const blobs = {
    sizeOf: async (key: string) => (/^\d$/.test(key) ? 10 : null),
    get: async (key: string) => {
      reads.push(key);
      if (key === '9') throw new Error('the disk');
      return Buffer.alloc(10, key);
    },
  };
  return { reads, memory: openBlobMemory(blobs, 30) };
}

it('reads a blob once for everybody who asks, at once or later', async () => {
  const { reads, memory } = openBlobs();
  const held = await Promise.all([memory.hold('1'), memory.hold('1'), memory.hold('1')]);
  expect(held.map((one) => one?.bytes?.toString())).toEqual(Array(3).fill('1'.repeat(10)));
  for (const one of held) one?.release();
  expect((await memory.hold('1'))?.size).toBe(10);
  expect(reads).toEqual(['1']);
  expect(await memory.hold('none')).toBeNull();
});

it('lets go of what was not asked for longest', async () => {
  const { reads, memory } = openBlobs();
  for (const key of ['1', '2', '3', '1', '4', '1', '3', '2']) (await memory.hold(key))?.release();
  expect(reads).toEqual(['1', '2', '3', '4', '2']);
});

it('takes nothing in while everything is being sent, and does again after that', async () => {
  const { memory } = openBlobs();
  const sent = await Promise.all(['1', '2', '3'].map((key) => memory.hold(key)));
  const again = await memory.hold('2');
  expect(await memory.hold('4')).toMatchObject({ size: 10, bytes: null });
  sent[1]?.release();
  // Another is still being sent the same.
  expect((await memory.hold('4'))?.bytes).toBeNull();
  again?.release();
  expect((await memory.hold('4'))?.bytes?.toString()).toBe('4'.repeat(10));
  // 1 and 3 stayed all the time.
  expect((await memory.hold('2'))?.bytes).toBeNull();
});

it('keeps nothing of a read that failed, and no place for it', async () => {
  const { reads, memory } = openBlobs();
  for (let i = 0; i < 5; i++) await expect(memory.hold('9')).rejects.toThrow('the disk');
  expect(reads).toHaveLength(5);
  const held = await Promise.all(['1', '2', '3'].map((key) => memory.hold(key)));
  expect(held.every((one) => one?.bytes)).toBe(true);
});
