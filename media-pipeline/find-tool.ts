import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The full path of the first of `names` that is on PATH, or null. */
export function findTool(...names: string[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names)
    for (const folder of folders) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        continue;
      }
    }
  return null;
}

/** Chromium under the names it has in distributions. */
export function findChromium(): string | null {
  return findTool('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');
}
