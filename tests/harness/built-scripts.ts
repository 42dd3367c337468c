import { readdirSync, readFileSync } from 'node:fs';

/** Where the build puts what browsers load. */
export const builtFolder = 'build/client/assets';
export const builtNames = readdirSync(builtFolder);
export const builtScripts = builtNames.filter((name) => name.endsWith('.js'));

export const sourceOf = (name: string): string => readFileSync(`${builtFolder}/${name}`, 'utf8');

/** What a script brings with it at once: its static imports, and theirs. */
export function bring(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  const imports = sourceOf(name).matchAll(/(?:import|from)\s*["']\.\/([^"']+\.js)["']/g);
  for (const [, other = ''] of imports) bring(other, found);
  return found;
}
