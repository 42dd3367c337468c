import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVersion, sourceBlobOf } from '../../app/approval/create-version.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { MediaHouse } from '../../media-pipeline/media-house.ts';
import { runTool } from '../../media-pipeline/run-tool.server.ts';
import { platform } from '../harness/enter-script.ts';
import { fixtureLesson } from '../harness/fixtures.ts';

/** A made-up recording: moving bars and a tone. */
export type Clip = {
  size?: string;
  rate?: number;
  seconds?: number;
  sound?: string;
  more?: string[];
  name?: string;
};

/** Makes a small video in `dir`; answers its path. */
export async function makeClip(dir: string, clip: Clip = {}): Promise<string> {
  const { size = '320x240', rate = 25, seconds = 5, sound = 'sine=f=440:r=48000', more = [] } = clip;
  const path = join(dir, clip.name ?? `${randomUUID()}.mp4`);
  await runTool('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}`],
    ...(sound === '' ? [] : ['-f', 'lavfi', '-i', sound]),
    ...['-t', `${seconds}`, '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
    ...(sound === '' ? [] : ['-c:a', 'aac']),
    ...more,
    path,
  ]);
  return path;
}

/** Enters a version that waits to be made from this file, and its job. */
export async function enterVideo(
  { sql, blobs, masterKey }: Pick<MediaHouse, 'sql' | 'blobs' | 'masterKey'>,
  path: string | Buffer,
  name = 'video.mp4',
): Promise<string> {
  const id = randomUUID();
  const bytes = typeof path === 'string' ? await readFile(path) : path;
  const blob = sourceBlobOf(id, 'video');
  await blobs.put(blob, bytes);
  const sha256 = createHash('sha256').update(bytes).digest();
  const source = { kind: 'video', blob, sha256, bytes: bytes.length, name } as const;
  const { lessonId } = fixtureLesson(1);
  await sql.begin((tx) => createVersion(tx, masterKey, lessonId, source, platform, readClock(), { id }));
  return id;
}
