import { rewriteModel } from './rewrite-model.ts';
import { unpackModels } from './unpack-models.server.ts';
import { writeTask } from './write-task.ts';

const geometry = 'geometry_pipeline_metadata_landmarks.binarypb';

/**
 * The `face_landmarker.task` that the browser's guide runs, out of the models in the pinned npm package: detector,
 * landmarks of the attention model (478 points), geometry for the pose. No other source offers it to npm.
 */
export function assembleFaceModel(): Uint8Array {
  const models = unpackModels();
  const read = (name: string): Uint8Array => {
    const bytes = models.get(name);
    if (!bytes) throw new Error(`The package @mediapipe/face_mesh lacks ${name}.`);
    return bytes;
  };
  const detector = rewriteModel(read('face_detection_short_range.tflite'), {
    name: 'face_detector',
    scale: { mean: 127.5, std: 127.5 },
    joinLandmarks: false,
  });
  const landmarks = rewriteModel(read('face_landmark_with_attention.tflite'), {
    name: 'face_landmarks',
    scale: { mean: 0, std: 255 },
    joinLandmarks: true,
  });
  return writeTask([
    ['face_detector.tflite', detector],
    ['face_landmarks_detector.tflite', landmarks],
    [geometry, read(geometry)],
  ]);
}
