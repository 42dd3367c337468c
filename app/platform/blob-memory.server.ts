import type { BlobStore } from './blobs.server.ts';

/** A blob of `size` bytes; `bytes` is null where there is no room for it now. `release` is called once, when it was sent. */
export type HeldBlob = { size: number; bytes: Buffer | null; release: () => void };

/** Answers null for what is no blob. */
export type BlobMemory = { hold(key: string): Promise<HeldBlob | null> };

type Entry = { size: number; users: number; bytes: Promise<Buffer> };

/**
 * Whole blobs in memory, those that were asked for last, never more than `maxBytes` of them together: what is being sent
 * stays, counted once however many it is sent to, and when nothing else can go the next is not taken in. For blobs that
 * never change.
 */
export function openBlobMemory(blobs: Pick<BlobStore, 'sizeOf' | 'get'>, maxBytes: number): BlobMemory {
  const entries = new Map<string, Entry>();
  let total = 0;
  function drop(key: string, entry: Entry): void {
    if (entries.get(key) !== entry) return;
    entries.delete(key);
    total -= entry.size;
  }
  function makeRoom(size: number): boolean {
    if (size > maxBytes) return false;
    for (const [key, entry] of entries) {
      if (total + size <= maxBytes) break;
      if (entry.users === 0) drop(key, entry);
    }
    return total + size <= maxBytes;
  }
  function take(key: string, size: number): Entry | null {
    if (!makeRoom(size)) return null;
    const entry: Entry = { size, users: 0, bytes: blobs.get(key) };
    total += size;
    entries.set(key, entry);
    entry.bytes.catch(() => drop(key, entry));
    return entry;
  }
  return {
    async hold(key) {
      let entry = entries.get(key) ?? null;
      if (!entry) {
        const size = await blobs.sizeOf(key);
        if (size === null) return null;
        entry = entries.get(key) ?? take(key, size);
        if (!entry) return { size, bytes: null, release: () => {} };
      }
      const held = entry;
      // Who was asked for last goes last.
      entries.delete(key);
      entries.set(key, held);
      held.users += 1;
      return { size: held.size, bytes: await held.bytes, release: () => void (held.users -= 1) };
    },
  };
}
