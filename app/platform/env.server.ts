import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Settings of this process, read from its environment once. Errors: a sentence naming the setting. */
export type Env = {
  databaseUrl: string;
  dataDir: string;
  port: number;
  host: string;
  masterKey: Buffer;
  secureCookies: boolean;
  /** nginx stands before this process on the same machine, with https: it sends segments and says who asks. */
  behindNginx?: boolean;
  /** Where blobs lie; null: on the local disk. */
  s3?: S3Settings | null;
};

/** A bucket of an S3-compatible server; `prefix` goes before every key, with its slash. */
export type S3Settings = {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  prefix: string;
};

/** Where blobs, the demo database and the demo key live (`DATA_DIR`, default `.data`). */
export function readDataDir(): string {
  return resolve(process.env.DATA_DIR ?? '.data');
}

/** How many web processes answer at one address (`WEB_PROCESSES`, 1 to 64). Errors: a sentence naming the setting. */
export function readWebProcesses(from: Record<string, string | undefined>): number {
  const count = Number(from['WEB_PROCESSES'] || 1);
  if (!Number.isInteger(count) || count < 1 || count > 64)
    throw new Error('WEB_PROCESSES must be a number from 1 to 64.');
  return count;
}

/** How much of the disk uploads leave free, bytes (`KEEP_FREE_BYTES`); null: what the rule says of a disk of this size. */
export function readKeepFreeBytes(): number | null {
  const given = process.env.KEEP_FREE_BYTES;
  if (given === undefined) return null;
  const bytes = Number(given);
  if (!Number.isSafeInteger(bytes) || bytes < 0)
    throw new Error('KEEP_FREE_BYTES must be a number of bytes.');
  return bytes;
}

/**
 * 32 bytes that seal content keys, ID numbers and learners' keys. `MASTER_KEY` (64 hex digits) in production;
 * a demo makes its own file, readable by this user only.
 */
function readMasterKey(dataDir: string): Buffer {
  const given = process.env.MASTER_KEY;
  if (given !== undefined) {
    if (!/^[0-9a-f]{64}$/i.test(given)) throw new Error('MASTER_KEY must be 64 hexadecimal digits.');
    return Buffer.from(given, 'hex');
  }
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'master.key');
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}

/** The bucket of the `S3_*` settings; null when none is set. Errors: a sentence naming the setting. */
export function readS3(from: Record<string, string | undefined>): S3Settings | null {
  const needed = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
  const given = [...needed, 'S3_REGION', 'S3_PREFIX'].filter((name) => from[name]);
  if (given.length === 0) return null;
  const [endpoint = '', bucket = '', accessKeyId = '', secretAccessKey = ''] = needed.map((name) => {
    const value = from[name];
    if (!value)
      throw new Error(
        `${name} is not set, but ${given[0]} is: blobs go to S3 with all of ${needed.join(', ')}.`,
      );
    return value;
  });
  if (!/^https?:\/\/[^/?#@\s]+\/?$/.test(endpoint))
    throw new Error('S3_ENDPOINT must be an address like https://s3.example.org, without a path.');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw new Error(
      'S3_BUCKET must be the name of a bucket: 3 to 63 small letters, digits, dots and hyphens.',
    );
  const folder = (from['S3_PREFIX'] ?? '').replace(/\/+$/, '');
  if (folder !== '' && !/^[\w.-]+(\/[\w.-]+)*$/.test(folder))
    throw new Error('S3_PREFIX must be a folder in the bucket, without a leading slash.');
  const region = from['S3_REGION'] || 'us-east-1';
  return { endpoint, bucket, region, accessKeyId, secretAccessKey, prefix: folder && `${folder}/` };
}

/** `BEHIND_NGINX=1`, set as docs/deploy/README.md says. Errors: a sentence naming what does not go with it. */
export function readBehindNginx(from: Record<string, string | undefined>, host: string): boolean {
  const given = from['BEHIND_NGINX'] ?? '0';
  if (given !== '0' && given !== '1') throw new Error('BEHIND_NGINX must be 1 or 0.');
  if (given === '0') return false;
  // Whoever else reached this process could say that it is anybody.
  if (!isLoopback(host))
    throw new Error('BEHIND_NGINX=1 needs HOST=127.0.0.1: nobody but nginx may reach this server.');
  if (from['S3_BUCKET']) throw new Error('BEHIND_NGINX=1 sends files of this disk, but S3_BUCKET is set.');
  return true;
}

/** Reads and checks all settings. */
export function readEnv(): Env {
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) throw new Error('DATABASE_URL is not set; `npm start` sets it for its own PostgreSQL.');
  const port = Number(process.env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error('PORT must be a port number.');
  const host = process.env.HOST ?? '127.0.0.1';
  const dataDir = readDataDir();
  const behindNginx = readBehindNginx(process.env, host);
  return {
    databaseUrl,
    dataDir,
    port,
    host,
    masterKey: readMasterKey(dataDir),
    secureCookies: behindNginx || !isLoopback(host),
    behindNginx,
    s3: readS3(process.env),
  };
}

/** The plain cookie name is allowed on loopback http only. */
function isLoopback(host: string): boolean {
  return host === '127.0.0.1' || host === '::1' || host === 'localhost';
}
