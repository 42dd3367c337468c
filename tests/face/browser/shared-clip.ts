import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runTool } from '../../../media-pipeline/run-tool.server.ts';
import { clipsDir } from '../clips/portraits.ts';

const sharedDir = resolve('../shared/clips');

/** Whether this machine has the clips that are no part of the project. */
export const hasSharedClips = existsSync(join(sharedDir, 'no-face.mjpeg'));

/** A clip of other people and another generator, at its true speed as Chromium's fake camera reads it. */
export async function sharedClipFile(name: string): Promise<string> {
  const file = join(clipsDir, `shared-${name}.y4m`);
  if (existsSync(file)) return file;
  mkdirSync(clipsDir, { recursive: true });
  const draft = `${file}.${process.pid}.y4m`;
  const input = ['-f', 'mjpeg', '-r', '10', '-i', join(sharedDir, `${name}.mjpeg`)];
  await runTool('ffmpeg', ['-v', 'error', '-y', ...input, '-pix_fmt', 'yuv420p', draft]);
  renameSync(draft, file);
  return file;
}
