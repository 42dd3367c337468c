import { openDatabase, type Database } from '../../db/client.ts';
import { openBlobStore, type BlobStore } from './blobs.server.ts';
import { readEnv, type Env } from './env.server.ts';

/** What one process holds open: settings, both database doors, the blob store. */
export type House = Database & { env: Env; blobs: BlobStore; masterKey: Buffer };

/** Opens everything a web or worker process needs, from its environment. */
export function openHouse(env: Env = readEnv()): House {
  return {
    ...openDatabase(env.databaseUrl),
    env,
    blobs: openBlobStore(env.dataDir),
    masterKey: env.masterKey,
  };
}
