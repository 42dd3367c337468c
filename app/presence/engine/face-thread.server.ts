import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { decodeFrame, UndecodableFrame } from './decode-frame.server.ts';
import { createFaceEngine } from './face-engine.server.ts';
import type { FrameTask, ThreadWord } from './face-message.ts';

// A thread of the pool: sees one frame after the other. Anything unforeseen ends it, and the pool starts another.
if (!parentPort) throw new Error('This file runs as a thread of the face pool.');
const port = parentPort;
const tell = (word: ThreadWord) => port.postMessage(word);

// Beats and keys go before pictures, which take what is left of each core. On Linux this is the calling thread's own
// priority, elsewhere the whole process's.
if (process.platform === 'linux') setPriority(19);

const engine = await createFaceEngine();

async function see({ jpeg, options }: FrameTask): Promise<ThreadWord> {
  try {
    const picture = await decodeFrame(jpeg);
    return { kind: 'seen', observation: engine.observe(picture, options) };
  } catch (error) {
    if (error instanceof UndecodableFrame) return { kind: 'undecodable', reason: error.message };
    throw error;
  }
}

port.on('message', (task: FrameTask) => void see(task).then(tell));
tell({ kind: 'ready' });
