import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { testDataDir } from '../harness/test-house.ts';
import type { Attacker, RefusedBody, Reply } from './attacker.ts';

/** Sends bytes for a demand, as whatever they are called. */
export function upload(
  window: Attacker,
  demandId: string,
  bytes: Buffer,
  more: { fence?: number | string; type?: string } = {},
): Promise<Reply<{ id: string } & RefusedBody>> {
  const { fence = window.fence, type = 'image/jpeg' } = more;
  return window.send(`/study/snapshots/${demandId}?fence=${fence}`, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'Content-Type': type },
  });
}

/** Names of the files stored for a demand. Other runs keep other demands in the same folder. */
export async function listStored(learnerId: string, demandId: string): Promise<string[]> {
  const folder = openBlobStore(testDataDir).pathOf(`snapshots/${learnerId}`);
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.startsWith(demandId)).map((name) => join(folder, name));
}
