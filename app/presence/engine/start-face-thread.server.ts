import { Worker } from 'node:worker_threads';
import { UndecodableFrame } from './decode-frame.server.ts';
import type { FrameTask, ThreadWord } from './face-message.ts';
import type { FrameObservation, ObserveOptions } from './observation.ts';

/** The thread ended before it had answered. */
export class ThreadEnded extends Error {
  override name = 'ThreadEnded';
}

/** A thread with its nets; it sees one frame at a time. */
export interface FaceThread {
  /** When the nets are loaded; rejects with ThreadEnded. */
  ready: Promise<void>;
  /** One frame; throws UndecodableFrame or ThreadEnded. Call it again only after the answer. */
  observe(jpeg: Uint8Array, options: ObserveOptions): Promise<FrameObservation>;
  end(): Promise<void>;
}

type Waiter = { resolve(word: ThreadWord): void; reject(error: Error): void };

/** Starts a thread; a frame that takes longer than `frameMsMax` ends it. `onEnd` is told however it ends. */
export function startFaceThread(frameMsMax: number, onEnd: () => void): FaceThread {
  const worker = new Worker(new URL('./face-thread.mjs', import.meta.url), {
    execArgv: [],
    // The nets need no secret of the house.
    env: {},
  });
  let waiter: Waiter | null = null;
  let ended: Error | null = null;
  const nextWord = () =>
    new Promise<ThreadWord>((resolve, reject) => {
      if (ended) reject(ended);
      else waiter = { resolve, reject };
    });
  const end = (reason: string) => {
    if (ended) return;
    ended = new ThreadEnded(reason);
    waiter?.reject(ended);
    onEnd();
  };
  worker.on('message', (word: ThreadWord) => waiter?.resolve(word));
  worker.once('error', (error) => end(error.message));
  worker.once('exit', (code) => end(`the thread ended with ${code}`));

  const ready = nextWord().then(() => undefined);
  // Whoever waits hears of it; a thread that nobody waits for yet is no reason to end the process.
  ready.catch(() => undefined);
  return {
    ready,
    observe: async (jpeg, options) => {
      await ready;
      const answer = nextWord();
      const task: FrameTask = { jpeg: Uint8Array.from(jpeg), options };
      worker.postMessage(task, [task.jpeg.buffer]);
      const timer = setTimeout(() => void worker.terminate(), frameMsMax);
      const word = await answer.finally(() => clearTimeout(timer));
      if (word.kind === 'seen') return word.observation;
      throw new UndecodableFrame(word.kind === 'undecodable' ? word.reason : 'no answer to this frame');
    },
    end: async () => void (await worker.terminate()),
  };
}
