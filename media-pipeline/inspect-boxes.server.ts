import { open, type FileHandle } from 'node:fs/promises';
import { PlainFailure } from './plain-failure.ts';
import { streamsMax } from './probe-arguments.ts';

type Box = { type: string; from: number; to: number };
/** A head of a video of 4 hours has far fewer. */
const boxesMax = 20_000;
const wayDown = new Set(['moov', 'trak', 'mdia', 'minf', 'dinf']);

/**
 * Walks the boxes of an mp4 or mov, reading heads only, before any program opens it. Errors: `PlainFailure` for media
 * that lies elsewhere (H02), more tracks than are allowed, a packed head that may unfold to anything (H03).
 */
export async function inspectBoxes(path: string): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    await walk(file, { type: '', from: 0, to: size }, { boxes: 0, tracks: 0 });
  } finally {
    await file.close();
  }
}

async function walk(file: FileHandle, parent: Box, seen: { boxes: number; tracks: number }): Promise<void> {
  for (let at = parent.from; at + 8 <= parent.to;) {
    const box = await readBox(file, at, parent.to);
    // What follows is no box; the demuxer judges it.
    if (!box) return;
    if (++seen.boxes > boxesMax) throw tooMany();
    if (box.type === 'trak' && ++seen.tracks > streamsMax) throw tooMany();
    if (box.type === 'cmov') throw packed();
    if (box.type === 'rmra' || (box.type === 'dref' && (await refersOut(file, box)))) throw elsewhere();
    if (wayDown.has(box.type)) await walk(file, box, seen);
    at = box.to;
  }
}

/** The box at `at`; null when there is none. */
async function readBox(file: FileHandle, at: number, end: number): Promise<Box | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, at);
  if (bytesRead < 8) return null;
  const short = buffer.readUInt32BE(0);
  const isLong = short === 1 && bytesRead === 16;
  const size = isLong ? Number(buffer.readBigUInt64BE(8)) : short === 0 ? end - at : short;
  const head = isLong ? 16 : 8;
  if (size < head) return null;
  return { type: buffer.toString('latin1', 4, 8), from: at + head, to: Math.min(end, at + size) };
}

/** Whether an entry of a data reference says that its media is not in this file. */
async function refersOut(file: FileHandle, dref: Box): Promise<boolean> {
  for (let at = dref.from + 8, n = 0; at + 12 <= dref.to; n++) {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, at);
    const isHere = (buffer.readUInt32BE(8) & 1) === 1;
    if (!isHere || n > streamsMax) return true;
    at += Math.max(12, buffer.readUInt32BE(0));
  }
  return false;
}

const tooMany = () =>
  new PlainFailure(`视频里最多 ${streamsMax} 条轨道。`, `A video may hold ${streamsMax} streams at most.`);
const elsewhere = () =>
  new PlainFailure(
    '这个视频引用了别的文件或网址。请导出成一个完整的文件再上传。',
    'This video refers to other files or addresses. Please export it as one whole file.',
  );
const packed = () =>
  new PlainFailure(
    '这个视频的文件头是压缩的。请重新导出后再上传。',
    'The head of this video is compressed. Please export it again.',
  );
