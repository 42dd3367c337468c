/** A decoded picture: 8-bit RGB without alpha, row by row, `rgb.length === width * height * 3`. */
export interface Picture {
  rgb: Uint8Array | Uint8ClampedArray;
  width: number;
  height: number;
}

/** A rectangle in the picture's own pixels; it may reach past the picture's edge. */
export interface FaceBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One face of a frame as the server's own models saw it: plain data, safe to store as JSON. */
export interface FaceSeen {
  /** The detector's confidence, 0..1. */
  score: number;
  box: FaceBox;
  /** The smaller side of the box, in pixels. */
  facePx: number;
  /** Degrees; above 0 the nose points to the right of the unmirrored picture. */
  yaw: number;
  /** Degrees; above 0 the nose points down. */
  pitch: number;
  /** Degrees; above 0 the head leans clockwise in the picture. */
  roll: number;
  /** Lid opening over eye width, of the eye at the picture's left and at its right (unmirrored). */
  eyes: { left: number; right: number };
  /** 128 numbers as the recognition net gives them; empty where no embedding was asked for. */
  embedding: number[];
  /** 1024 numbers of the second net; empty where no embedding was asked for. */
  embeddingWide: number[];
  /** The box's share of the picture, in thousandths. */
  areaPermille: number;
}

/** All that the server knows of one frame. */
export interface FrameObservation {
  /** Most prominent first: by area, a face of a doubtful score (below 0.7) counting a quarter. */
  faces: FaceSeen[];
  /** Mean luma, 0..255. */
  brightness: number;
  /** Standard deviation of the luma. */
  contrast: number;
}

/** Whose faces carry an embedding: the most prominent one's (the default, 'largest'), everybody's, or nobody's. */
export interface ObserveOptions {
  embed?: 'largest' | 'all' | 'none';
}

/** What enrolment keeps of one pose: comparable only with an observation of the same model set. */
export interface FaceTemplate {
  modelId: string;
  embedding: number[];
  embeddingWide: number[];
}
