import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Another run may still read what was made from sources that changed meanwhile. */
const keptMs = 3_600_000;

/** Before `folder` is made from new sources: removes its neighbours that were made from older ones. */
export function dropOutdated(folder: string): void {
  const parent = dirname(folder);
  if (existsSync(folder) || !existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const old = join(parent, name);
    const changedMs = statSync(old, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (changedMs < Date.now() - keptMs) rmSync(old, { recursive: true, force: true });
  }
}
