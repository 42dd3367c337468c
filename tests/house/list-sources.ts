import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const left = new Set(['node_modules', 'build', 'coverage', 'migrations']);

/** Every source file of the checkout, by its path from the root; what is made or hidden is left out. */
export function listSources(folder = '.'): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (left.has(entry.name) || entry.name.startsWith('.')) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listSources(path);
    return /\.(ts|tsx|mts|mjs|css)$/.test(entry.name) ? [path] : [];
  });
}
