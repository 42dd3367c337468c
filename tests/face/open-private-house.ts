import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import type { ClockReading } from '../../app/platform/clock.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { openTestDatabase } from '../harness/open-test-database.ts';
import { testDataDir, testMasterKey } from '../harness/test-house.ts';

const pictures = new Set(['snapshots', 'frames', 'references', 'id-photos']);

/**
 * A house with a database and picture folders of its own, and the prepared lessons of all tests: what is erased here
 * is nobody else's.
 */
export async function openPrivateHouse() {
  const database = await openTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'zhenxue-house-'));
  mkdirSync(join(dataDir, 'blobs'));
  for (const name of readdirSync(join(testDataDir, 'blobs')))
    if (!pictures.has(name)) symlinkSync(join(testDataDir, 'blobs', name), join(dataDir, 'blobs', name));
  const env = {
    ...{ databaseUrl: database.databaseUrl, dataDir, port: 0, host: '127.0.0.1' },
    ...{ masterKey: testMasterKey, secureCookies: false },
  };
  const house: House = { ...database, env, blobs: openBlobStore(dataDir), masterKey: testMasterKey };
  const close = async () => {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { house, sql: database.sql, db: database.db, dataDir, databaseUrl: database.databaseUrl, close };
}

export type PrivateHouse = Awaited<ReturnType<typeof openPrivateHouse>>;

const dayMs = 86_400_000;

/** The clocks `days` from now. */
export function inDays(days: number, from: ClockReading = readClock()): ClockReading {
  return { ...from, wallMs: from.wallMs + days * dayMs, monoMs: from.monoMs + days * dayMs };
}

/** The clocks at a moment of the calendar, ISO 8601. */
export function atMoment(iso: string): ClockReading {
  return { ...readClock(), wallMs: Date.parse(iso) };
}
