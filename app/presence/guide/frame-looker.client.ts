import wasmSimd from '@mediapipe/tasks-vision/vision_wasm_internal.wasm?url';
import loaderSimd from '@mediapipe/tasks-vision/vision_wasm_internal.js?url';
import wasmPlain from '@mediapipe/tasks-vision/vision_wasm_nosimd_internal.wasm?url';
import loaderPlain from '@mediapipe/tasks-vision/vision_wasm_nosimd_internal.js?url';
import model from 'virtual:face-landmarker.task';
import type { FrameToLookAt, LookAnswer, LookFiles } from './look-messages.ts';
import type { Seen, UnableReason } from './seen.ts';

export type FrameLookerDuties = {
  onReady: () => void;
  onSeen: (seen: Seen, tookMs: number) => void;
  onFailed: (reason: UnableReason) => void;
};

/** Smallest program with a SIMD instruction (i8x16.popcnt): whether the faster half of the files will run. */
const simdProgram = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
  11,
]);

/** The other side of the thread that looks at frames. */
export class FrameLooker {
  readonly #worker: Worker;

  /** Throws when the browser has no worker or no WebAssembly. */
  constructor(duties: FrameLookerDuties) {
    const isFast = WebAssembly.validate(simdProgram);
    this.#worker = new Worker(new URL('./look-at-frames.client.ts', import.meta.url));
    let isReady = false;
    this.#worker.addEventListener('message', ({ data }: MessageEvent<LookAnswer>) => {
      if (data.kind === 'seen') return duties.onSeen(data.seen, data.tookMs);
      if (data.kind === 'failed') return duties.onFailed(isReady ? 'no_means' : 'not_loaded');
      isReady = true;
      duties.onReady();
    });
    this.#worker.addEventListener('error', () => duties.onFailed('not_loaded'));
    const files = isFast ? [loaderSimd, wasmSimd] : [loaderPlain, wasmPlain];
    const [wasmLoader = '', wasm = ''] = files.map(fullAddress);
    this.#send({ kind: 'files', model: fullAddress(model), wasmLoader, wasm });
  }

  /** Hands a frame over; its pixels are gone afterwards. */
  look({ data, width, height }: ImageData, atMs: number): void {
    const pixels = data as Uint8ClampedArray<ArrayBuffer>;
    const frame = { kind: 'frame', pixels, widthPx: width, heightPx: height, atMs } as const;
    this.#send(frame, [pixels.buffer]);
  }

  destroy(): void {
    this.#worker.terminate();
  }

  #send(message: LookFiles | FrameToLookAt, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}

function fullAddress(address: string): string {
  return new URL(address, location.href).href;
}
