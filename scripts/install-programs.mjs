import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Plain } from './plain.mjs';
import { runTool } from './run-tool.mjs';

/** Debian packages that make lessons and run the browser tests, and what shows that they are there. */
const programs = [
  { name: 'ffmpeg', found: () => inPath('ffmpeg') && inPath('ffprobe') },
  { name: 'espeak-ng', found: () => inPath('espeak-ng') },
  { name: 'chromium', found: () => inPath('chromium') },
  {
    name: 'fonts-noto-cjk',
    found: () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'),
  },
];

function inPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}

/** Installs the missing programs as root on Debian; for anybody else throws the one command that does. */
export async function installPrograms() {
  const missing = programs.filter(({ found }) => !found()).map(({ name }) => name);
  if (missing.length === 0) return;
  const list = missing.join(' ');
  if (process.getuid?.() !== 0 || !inPath('apt-get')) {
    throw new Plain(`Programs are missing; please run: sudo apt-get install -y ${list}`);
  }
  await install(missing);
}

/** Chromium without windows, which opens pages at a fifth of the cost: tests take it where they can have it. */
export async function installShell() {
  if (inPath('chromium-headless-shell') || process.getuid?.() !== 0 || !inPath('apt-get')) return;
  await install(['chromium-headless-shell']).catch(() =>
    console.log('chromium-headless-shell cannot be installed; the tests take chromium itself.'),
  );
}

async function install(names) {
  console.log(`Installing ${names.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const get = () =>
    runTool('apt-get install', 'apt-get', ['install', '-y', '--no-install-recommends', ...names], { env });
  try {
    await get();
  } catch {
    // The lists of a fresh machine are empty or old.
    await runTool('apt-get update', 'apt-get', ['update'], { env });
    await get();
  }
}
