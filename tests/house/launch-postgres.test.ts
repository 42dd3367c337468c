import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, expect, test } from 'vitest';
import { readBirth } from '../../db/launch/hold-lock.mjs';
import { launchPostgres, type Postgres } from '../../db/launch/launch-postgres.ts';

const folders: string[] = [];
const servers: Postgres[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  for (const folder of folders.splice(0)) {
    const place = readNote(folder)?.place;
    if (place && place !== '.') rmSync(place, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
});

function newFolder(): string {
  // mkdtemp closes it to everybody else: the user postgres cannot reach it when we are root.
  const folder = mkdtempSync(join(tmpdir(), 'zhenxue-launch-'));
  folders.push(folder);
  return folder;
}

function readNote(folder: string): { place: string; port: number } | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8')) as { place: string; port: number };
  } catch {
    return null;
  }
}

async function launch(folder: string): Promise<Postgres> {
  const server = await launchPostgres(folder);
  servers.push(server);
  return server;
}

async function ask<T>(server: Postgres, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(server.urlOf('postgres'), { max: 1, onnotice: () => {} });
  try {
    return await question(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

test('what was written is there after kill -9 of PostgreSQL, on the same port', async () => {
  const folder = newFolder();
  const first = await launch(folder);
  await ask(first, (sql) => sql.unsafe('create table kept (n int); insert into kept values (7)'));
  process.kill(first.pid, 'SIGKILL');
  const second = await launch(folder);
  expect(second.adopted).toBe(false);
  expect(second.pid).not.toBe(first.pid);
  expect(second.port).toBe(first.port);
  expect(await ask(second, (sql) => sql`select n from kept`)).toEqual([{ n: 7 }]);
});

test('kill -9 of its parent leaves PostgreSQL alive, and the next start adopts it', async () => {
  const folder = newFolder();
  const parent = spawn(process.execPath, ['--import', 'tsx', 'tests/fixtures/launch-and-wait.ts', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
  const launched = JSON.parse(line) as { pid: number; port: number };
  const gone = once(parent, 'exit');
  parent.kill('SIGKILL');
  await gone;
  const server = await launch(folder);
  expect({ adopted: server.adopted, pid: server.pid, port: server.port }).toEqual({
    adopted: true,
    ...launched,
  });
  await server.stop();
  expect(readBirth(server.pid)).toBeNull();
});

test('two run side by side, and starts at the same moment share one', async () => {
  const one = newFolder();
  const two = newFolder();
  const [a, b, again] = await Promise.all([launch(one), launch(two), launch(one)]);
  expect(again.pid).toBe(a.pid);
  expect(b.pid).not.toBe(a.pid);
  expect(b.port).not.toBe(a.port);
  const folderOf = async (server: Postgres) =>
    (await ask(server, (sql) => sql<{ dir: string }[]>`select current_setting('data_directory') as dir`))[0]
      ?.dir;
  expect(await folderOf(a)).not.toBe(await folderOf(b));
});

test('a number in postmaster.pid that now belongs to another program is not taken for PostgreSQL', async () => {
  const folder = newFolder();
  const first = await launch(folder);
  await first.stop();
  const cluster = join(readNote(folder)?.place.replace(/^\.$/, folder) ?? folder, 'postgres');
  writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n0\n${first.port}\n`);
  const second = await launch(folder);
  expect(second.adopted).toBe(false);
  expect(readBirth(process.pid)).not.toBeNull();
});

test('it listens on 127.0.0.1 only, asks for the password, and keeps that to its owner', async () => {
  const folder = newFolder();
  const server = await launch(folder);
  const [row] = await ask(
    server,
    (
      sql,
    ) => sql`select current_setting('listen_addresses') as host, current_setting('unix_socket_directories') as socket,
      current_setting('synchronous_commit') as sync, current_setting('fsync') as fsync`,
  );
  expect(row).toEqual({ host: '127.0.0.1', socket: '', sync: 'on', fsync: 'on' });
  expect(statSync(join(folder, 'postgres.password')).mode & 0o777).toBe(0o600);
  const wrong = postgres(server.urlOf('postgres').replace(/:[^:@]+@/, ':wrong@'), { max: 1 });
  await expect(wrong`select 1`).rejects.toMatchObject({ code: '28P01' });
  await wrong.end();
});

test('a data folder that was deleted and made again starts empty', async () => {
  const folder = newFolder();
  const first = await launch(folder);
  await ask(first, (sql) => sql.unsafe('create table forgotten (n int)'));
  await first.stop();
  for (const name of ['postgres', 'postgres.json', 'postgres.password'])
    rmSync(join(folder, name), { recursive: true, force: true });
  const second = await launch(folder);
  expect(await ask(second, (sql) => sql`select to_regclass('forgotten') as found`)).toEqual([
    { found: null },
  ]);
});
