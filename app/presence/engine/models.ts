/** A weights file inside an installed package; `folder` as seen from the folder of the package's main file. */
export type ModelFile = {
  package: '@vladmandic/human' | '@vladmandic/face-api';
  folder: string;
  file: string;
  sha256: string;
};

const human = (file: string, sha256: string): ModelFile => ({
  package: '@vladmandic/human',
  folder: '../models',
  file,
  sha256,
});

const faceApi = (file: string, sha256: string): ModelFile => ({
  package: '@vladmandic/face-api',
  folder: '../model',
  file,
  sha256,
});

/** Every file that a verdict rests on: another content is another model set and needs another version. */
export const modelFiles = {
  detector: human('blazeface.json', 'cd7bbfc078270572beb39f9e5ae67aadbd50b5e67cff37e6d4f6b3ea39312e5f'),
  detectorWeights: human('blazeface.bin', 'dc9a97fdc50bc43216554bdd69aa3e7b9361a519ee7bdd996a2f69a98a6f9b72'),
  mesh: human('facemesh.json', 'b60ca26f404724f43bd2b1575761d8265180e1f053cc0731caa68462927309e7'),
  meshWeights: human('facemesh.bin', '3826da640b0a3021161605369ee6af293f75d518040355b960ec71a3390c1c0b'),
  eyes: human('iris.json', '49038ac9dcc09aa05474d91d98e9db5b47af4830929bcf102ed5a56bfbabb465'),
  eyesWeights: human('iris.bin', 'd7f296d184274213d4642681ae186112cbbec77fd2ab066257d3c56a1940bc71'),
  wide: human('faceres.json', '5b83d49c0385d2e68a05122441b94226313677cae9fcc40b9587ad50079eb4df'),
  wideWeights: human('faceres.bin', '2c7d2d62b76c97528b736527aa09d310ea71743c9e3e79fb6c62d4b2d73af79b'),
  narrow: faceApi(
    'face_recognition_model-weights_manifest.json',
    'cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b',
  ),
  narrowWeights: faceApi(
    'face_recognition_model.bin',
    'b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589',
  ),
} as const satisfies Record<string, ModelFile>;

/**
 * What is stored with every verdict and template. `version` goes up when the crops or the formula of the distance
 * change; embeddings of different ids or versions are never compared.
 */
export const modelIds = {
  engine: 'blazeface+facemesh+iris+faceres@human-3.3.6,recognition@face-api-1.7.15',
  version: '1',
} as const;

/** The id that a template carries. */
export const modelId = `${modelIds.engine};v${modelIds.version}`;
