import { FaceLandmarker } from '@mediapipe/tasks-vision';
import { readFrame } from './read-frame.ts';
import type { FrameToLookAt, LookAnswer, LookFiles } from './look-messages.ts';

/** The thread that the model runs on, so that voice and arrows never stutter. */
const thread = self as unknown as {
  onmessage: ((event: MessageEvent<LookFiles | FrameToLookAt>) => void) | null;
  postMessage: (answer: LookAnswer, options?: StructuredSerializeOptions) => void;
  /** Settings that the model's program reads when it begins. */
  Module?: { print: () => void; printErr: () => void };
};
const tell = (answer: LookAnswer): void => thread.postMessage(answer, {});

/** One more than a person alone: the page says that somebody else is in the picture. */
const facesMax = 2;
let landmarker: FaceLandmarker | null = null;

thread.onmessage = ({ data }) => {
  if (data.kind === 'files') void load(data);
  else look(data);
};

async function load({ model, wasmLoader, wasm }: LookFiles): Promise<void> {
  // It reports its progress as errors; what goes wrong comes as an exception all the same.
  thread.Module = { print: () => undefined, printErr: () => undefined };
  try {
    const files = { wasmLoaderPath: wasmLoader, wasmBinaryPath: wasm };
    landmarker = await FaceLandmarker.createFromOptions(files, {
      baseOptions: { modelAssetPath: model, delegate: 'CPU' },
      runningMode: 'VIDEO',
      numFaces: facesMax,
      outputFacialTransformationMatrixes: true,
    });
    tell({ kind: 'ready' });
  } catch (error) {
    tell({ kind: 'failed', why: String(error) });
  }
}

function look({ pixels, widthPx, heightPx, atMs }: FrameToLookAt): void {
  if (!landmarker) return;
  const beganMs = performance.now();
  try {
    const found = landmarker.detectForVideo(new ImageData(pixels, widthPx, heightPx), atMs);
    const seen = readFrame({
      faces: found.faceLandmarks,
      poses: found.facialTransformationMatrixes.map(({ data }) => data),
      widthPx,
      heightPx,
      brightness: meanBrightness(pixels),
      atMs,
    });
    tell({ kind: 'seen', seen, tookMs: performance.now() - beganMs });
  } catch (error) {
    tell({ kind: 'failed', why: String(error) });
  }
}

/** Mean luma, 0 to 255, of every eighth pixel. */
function meanBrightness(pixels: Uint8ClampedArray): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at + 2 < pixels.length; at += 32, count++)
    sum += 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
  return count === 0 ? 0 : sum / count;
}
