/** Numbers of the fields that are used, as the TensorFlow Lite schema (version 3) and its metadata schema give them. */
export const model = {
  fields: 7,
  version: 0,
  codes: 1,
  subgraphs: 2,
  description: 3,
  buffers: 4,
  metadata: 6,
};
export const subgraph = { fields: 4, tensors: 0, inputs: 1, outputs: 2, operators: 3 };
export const tensor = { fields: 4, shape: 0, type: 1, buffer: 2, name: 3 };
export const operatorCode = { fields: 4, oldCode: 0, version: 2, code: 3 };
export const operator = { fields: 5, code: 0, inputs: 1, outputs: 2, optionsKind: 3, options: 4 };
/** Of both operators used here: the axis is their first option. */
export const axisOption = { fields: 1, axis: 0 };
export const buffer = { fields: 1, data: 0 };
export const namedBuffer = { fields: 2, name: 0, buffer: 1 };

export const float32 = 0;
export const int32 = 2;
export const concatenation = { code: 2, optionsKind: 10 };
export const gather = { code: 36, optionsKind: 23 };

export const modelMetadata = {
  fields: 8,
  name: 0,
  description: 1,
  version: 2,
  subgraphs: 3,
  author: 4,
  parser: 7,
};
export const subgraphMetadata = { fields: 4, inputs: 2, outputs: 3 };
export const tensorMetadata = { fields: 5, name: 0, description: 1, content: 3, steps: 4 };
/** A union: its kind, then itself. */
export const union = { fields: 2, kind: 0, value: 1 };
export const imageProperties = { fields: 1, colours: 0, kind: 2, rgb: 1 };
export const normalization = { fields: 2, mean: 0, std: 1, kind: 1 };
