import { mediaKey } from '../app/approval/manifest.server.ts';
import { listSegments } from './list-segments.server.ts';
import type { MadeVersion } from './made-version.ts';
import type { MediaHouse, Version } from './media-house.ts';
import { packageSegments } from './package-segments.server.ts';
import { PlainFailure } from './plain-failure.ts';
import { planLadder } from './plan-ladder.ts';
import { describeVideo, probeVideo, sniffBlob } from './probe-video.server.ts';
import { openScratch, runStep, type Scratch } from './scratch.server.ts';
import { measureVideo, transcodeVideo } from './transcode.server.ts';
import type { Progress } from './write-progress.server.ts';

/**
 * What learners get of a video that somebody uploaded: probed before anything decodes it, transcoded in one decode,
 * encrypted, verified. Each step is skipped when a former try finished it.
 */
export async function makeFromVideo(
  { blobs }: MediaHouse,
  version: Version,
  progress: Progress,
  signal?: AbortSignal,
): Promise<{ made: MadeVersion; scratch: Scratch }> {
  const { id, sourceBlob } = version;
  await progress.begin('probe');
  const container = await sniffBlob(blobs, sourceBlob);
  if (!container)
    throw new PlainFailure(
      '这个文件不是能用的视频。请上传 MP4、MOV、MKV、WebM 或 TS 视频。',
      'This file is no video that can be used. Please bring MP4, MOV, MKV, WebM or TS.',
    );
  const scratch = await openScratch(
    version.scratchDir,
    id,
    `${sourceBlob} ${await blobs.sizeOf(sourceBlob)}`,
  );
  if (scratch.isFresh)
    // Captions and cover are the author's.
    for (const made of ['240p', '360p', '720p', 'storyboard.jpg']) await blobs.remove(mediaKey(id, made));
  const path = await blobs.asFile(sourceBlob, scratch.root);
  const probed = await runStep(scratch, 'probe', async (dir) => {
    const source = await probeVideo(container, path, dir, signal);
    return { source, rungs: planLadder(source.width, source.height) };
  });
  const { source, rungs } = probed.result;
  const onShare = await progress.begin('transcode');
  const measured = await runStep(scratch, 'loudness', (dir) => measureVideo(source, path, dir, { signal }));
  const transcoded = await runStep(scratch, 'segments', (dir) =>
    transcodeVideo(source, path, rungs, measured.result, dir, { signal, onShare }),
  );
  await progress.begin('segment');
  const listed = await runStep(scratch, 'listed', () => listSegments(transcoded.dir, rungs));
  const { framesPerS, durationMs } = source;
  const plain = { result: listed.result, dir: transcoded.dir, framesPerS, durationMs };
  const packed = await packageSegments(blobs, version, scratch, plain, { progress, signal });
  return {
    made: { ...packed, questions: null, check: null, recipeSha256: null, probe: describeVideo(source) },
    scratch,
  };
}
