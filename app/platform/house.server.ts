import { openDatabase, type Database } from '../../db/client.ts';
import { isDriverFault } from '../../db/renewable-pool.ts';
import { openS3BlobStore } from './blobs-s3.server.ts';
import { openBlobStore, type BlobStore } from './blobs.server.ts';
import { readEnv, type Env } from './env.server.ts';

/** What one process holds open: settings, both database doors, the blob store. */
export type House = Database & { env: Env; blobs: BlobStore; masterKey: Buffer };

/** Opens everything a web or worker process needs, from its environment. */
export function openHouse(env: Env = readEnv()): House {
  const database = openDatabase(env.databaseUrl);
  // A fault of the driver renews its pools; anything else that nobody caught ends the process, with its reason.
  process.on('uncaughtException', (error) => {
    console.error(JSON.stringify({ level: 'error', error: String(error.stack) }));
    if (!isDriverFault(error)) process.exit(1);
    database.renew();
  });
  const blobs = env.s3 ? openS3BlobStore(env.s3) : openBlobStore(env.dataDir);
  return { ...database, env, blobs, masterKey: env.masterKey };
}
