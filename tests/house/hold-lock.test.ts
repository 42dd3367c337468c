import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { holdLock, readBirth, readHolder, tryLock } from '../../db/launch/hold-lock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'zhenxue-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a lock is held once, and free after its release', async () => {
  const file = join(folder, 'once.lock');
  const release = tryLock(file);
  expect(release).not.toBeNull();
  expect(tryLock(file)).toBeNull();
  expect(readHolder(file)).toBe(process.pid);
  await expect(holdLock(file, 150)).rejects.toThrow(`Process ${process.pid} still holds`);
  release?.();
  expect(existsSync(file)).toBe(false);
  expect(tryLock(file)).not.toBeNull();
});

test('a lock of a dead process, of a number given anew, or half written is taken over', () => {
  const file = join(folder, 'stale.lock');
  const birth = readBirth(process.pid);
  const cases = [
    { pid: 4_000_000, birth: '1' },
    { pid: process.pid, birth: `${birth}0` },
  ].map((x) => JSON.stringify(x));
  for (const left of [...cases, '{"pid":', '']) {
    writeFileSync(file, left);
    expect(readHolder(file)).toBeNull();
    const release = tryLock(file);
    expect(release, left).not.toBeNull();
    release?.();
  }
});
