import { openDatabase, type Database } from '../../db/client.ts';
import { isDriverFault } from '../../db/renewable-pool.ts';
import { openS3BlobStore } from './blobs-s3.server.ts';
import { openBlobStore, type BlobStore } from './blobs.server.ts';
import { readEnv, type Env } from './env.server.ts';
import { log } from './watch/log.server.ts';

/** What one process holds open: settings, both database doors, the blob store. */
export type House = Database & { env: Env; blobs: BlobStore; masterKey: Buffer };

/** Opens everything a web or worker process needs, from its environment. `program`: what the database calls it. */
export function openHouse(program = 'script', env: Env = readEnv()): House {
  const database = openDatabase(env.databaseUrl, 8, `zhenxue ${program}`);
  // A fault of the driver renews its pools; anything else that nobody caught ends the process, with its reason.
  process.on('uncaughtException', (error) => {
    const isFault = isDriverFault(error);
    log[isFault ? 'warn' : 'fatal'](
      { err: error },
      isFault ? 'the driver lost a connection' : 'nobody caught an error',
    );
    if (!isFault) process.exit(1);
    database.renew();
  });
  const blobs = env.s3 ? openS3BlobStore(env.s3) : openBlobStore(env.dataDir);
  return { ...database, env, blobs, masterKey: env.masterKey };
}
