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
  console.log(`Installing ${missing.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    runTool('apt-get install', 'apt-get', ['install', '-y', '--no-install-recommends', ...missing], { env });
  try {
    await install();
  } catch {
    // The lists of a fresh machine are empty or old.
    await runTool('apt-get update', 'apt-get', ['update'], { env });
    await install();
  }
}
