import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { S3Settings } from '../../app/platform/env.server.ts';
import { findFreePort } from './start-server.ts';

/** Debian's python3-swift: a whole object store with an S3 API. */
const python = '/usr/bin/python3';
const needed = 'python3-swift';

/** Why no S3-compatible server can be started here; null: one can. */
export function whyNoS3(): string | null {
  const found = spawnSync(python, ['-c', 'import swift.common.middleware.s3api, eventlet'], {
    stdio: 'ignore',
  });
  return found.status === 0 ? null : `no S3-compatible server is installed here (apt-get install ${needed})`;
}

/** Starts OpenStack Swift with its S3 API on a free port of 127.0.0.1, with an empty bucket. */
export async function startS3(): Promise<{ settings: S3Settings; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'zhenxue-swift-'));
  const port = await findFreePort();
  const child = spawn(python, ['tests/harness/swift_s3.py', folder, String(port)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ready = once(createInterface({ input: child.stdout }), 'line');
  await Promise.race([
    ready,
    once(child, 'exit').then(() => {
      throw new Error(`Swift did not start: ${said.trim().split('\n').at(-1)}`);
    }),
  ]);
  const settings: S3Settings = {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'zhenxue',
    region: 'us-east-1',
    accessKeyId: 'test:tester',
    secretAccessKey: 'testing',
    prefix: '',
  };
  const { S3Client, CreateBucketCommand } = await import('@aws-sdk/client-s3');
  const { endpoint, region, bucket, accessKeyId, secretAccessKey } = settings;
  const client = new S3Client({
    ...{ endpoint, region, credentials: { accessKeyId, secretAccessKey }, forcePathStyle: true },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  client.destroy();
  const stop = async () => {
    const gone = child.exitCode === null ? once(child, 'exit') : null;
    child.kill('SIGKILL');
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
  return { settings, stop };
}
