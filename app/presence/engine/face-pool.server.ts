import { availableParallelism } from 'node:os';
import type { FrameObservation, ObserveOptions } from './observation.ts';
import { startFaceThread, ThreadEnded, type FaceThread } from './start-face-thread.server.ts';

/** A frame is tried on this many threads: one that ends two of them is at fault itself. */
const triesMax = 2;

/** More frames wait than may: the caller says so and asks again later. */
export class FacePoolFull extends Error {
  override name = 'FacePoolFull';
}

/** The frame could not be seen: its threads ended, or the pool was closed. */
export class FrameLost extends Error {
  override name = 'FrameLost';
}

export type FacePoolSettings = {
  /** Threads, each with nets of its own; the machine's cores when left out. */
  size?: number;
  /** Most frames that wait besides those being seen. */
  waitingMax?: number;
  /** A frame that takes longer ends its thread. */
  frameMsMax?: number;
};

/** Sees frames away from the thread that answers requests. */
export interface FacePool {
  /** One encoded picture whose size the caller has checked; throws UndecodableFrame, FacePoolFull or FrameLost. */
  observe(jpeg: Uint8Array, options?: ObserveOptions): Promise<FrameObservation>;
  /** Starts all threads now and waits for their nets, so that the first frame need not. */
  warm(): Promise<void>;
  /** Frames that wait for a thread. */
  waiting(): number;
  /** Ends all threads; what was waiting is lost. */
  close(): Promise<void>;
}

type Frame = {
  jpeg: Uint8Array;
  options: ObserveOptions;
  tries: number;
  resolve(observation: FrameObservation): void;
  reject(error: Error): void;
};

/** No thread starts before the first frame: a process that never sees a face pays nothing for the nets. */
export function createFacePool(settings: FacePoolSettings = {}): FacePool {
  const { size = availableParallelism(), waitingMax = 256, frameMsMax = 60_000 } = settings;
  const threads = new Set<FaceThread>();
  const idle = new Set<FaceThread>();
  const waiting: Frame[] = [];
  let isClosed = false;

  const addThread = () => {
    const thread = startFaceThread(frameMsMax, () => {
      threads.delete(thread);
      idle.delete(thread);
      handOut();
    });
    threads.add(thread);
    idle.add(thread);
  };

  const handOut = () => {
    while (waiting.length > 0 && !isClosed) {
      if (idle.size === 0 && threads.size < size) addThread();
      const [thread] = idle;
      const frame = thread && waiting.shift();
      if (!frame) return;
      idle.delete(thread);
      void see(thread, frame);
    }
  };

  const see = async (thread: FaceThread, frame: Frame) => {
    frame.tries += 1;
    try {
      frame.resolve(await thread.observe(frame.jpeg, frame.options));
    } catch (error) {
      if (!(error instanceof ThreadEnded)) frame.reject(error as Error);
      else if (frame.tries < triesMax && !isClosed) waiting.unshift(frame);
      else frame.reject(new FrameLost(error.message));
    }
    if (threads.has(thread)) idle.add(thread);
    handOut();
  };

  return {
    observe: (jpeg, options = {}) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new FrameLost('the pool is closed'));
        if (waiting.length >= waitingMax)
          return reject(new FacePoolFull(`${waiting.length} frames wait already`));
        waiting.push({ jpeg, options, tries: 0, resolve, reject });
        handOut();
      }),
    warm: async () => {
      while (threads.size < size && !isClosed) addThread();
      await Promise.all([...threads].map(({ ready }) => ready));
    },
    waiting: () => waiting.length,
    close: async () => {
      isClosed = true;
      for (const frame of waiting.splice(0)) frame.reject(new FrameLost('the pool was closed'));
      await Promise.all([...threads].map((thread) => thread.end()));
    },
  };
}
