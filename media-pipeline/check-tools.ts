import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium, findTool } from './find-tool.ts';

const needed: { tool: string; apt: string; isThere: () => boolean }[] = [
  { tool: 'ffmpeg', apt: 'ffmpeg', isThere: () => findTool('ffmpeg') !== null },
  { tool: 'espeak-ng', apt: 'espeak-ng', isThere: () => findTool('espeak-ng') !== null },
  { tool: 'chromium', apt: 'chromium', isThere: () => findChromium() !== null },
  { tool: 'a Chinese font', apt: 'fonts-noto-cjk', isThere: hasChineseFont },
];

/** One sentence naming what lessons cannot be made without and the command that brings it; null when all is there. */
export function findMissingTools(): string | null {
  const missing = needed.filter(({ isThere }) => !isThere());
  if (missing.length === 0) return null;
  const names = missing.map(({ tool }) => tool).join(', ');
  const packages = missing.map(({ apt }) => apt).join(' ');
  return `This machine lacks ${names}; install with: apt-get install -y ${packages}`;
}

/** Chromium draws boxes without one. */
function hasChineseFont(): boolean {
  const path = findTool('fc-list');
  if (!path) return existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc');
  return spawnSync(path, [':lang=zh-cn', 'family'], { encoding: 'utf8' }).stdout.trim() !== '';
}
