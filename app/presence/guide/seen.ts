/** What the browser sees in one frame of the camera. It guides the learner; the server believes none of it (D01). */
export type Seen = {
  /** Faces in the picture: 0, 1, or 2 for more than one. */
  faces: 0 | 1 | 2;
  /** Width of the largest face in pixels of the frame that is uploaded (`takePicture`); 0 without a face. */
  facePx: number;
  /** The largest face lies in the middle of the picture. */
  centred: boolean;
  tooDark: boolean;
  /** The face is too small for the server, or so large that a turn leaves the picture. */
  tooFar: boolean;
  tooNear: boolean;
  /** Degrees; above 0: the nose points to the right of the UNMIRRORED picture, which is the person's own left. */
  yaw: number | null;
  /** Height of the opening ÷ width of the eye, mean of both eyes. Says something only beside the person's baseline. */
  eyeOpenness: number | null;
  /** When the frame was taken, by `performance.now()`, ms. */
  atMs: number;
};

/** One action of a challenge, from the person's own side: her left, her right. `times` is 1 to 3. */
export type WantedAction = { do: 'turn_left' } | { do: 'turn_right' } | { do: 'blink'; times: number };

/** `wait`: go on; `grab`: upload this frame, it shows the action; `done`: upload this frame too, the action is over. */
export type GuideStep = 'wait' | 'grab' | 'done';

/** Why the device cannot guide: it lacks the means, is too slow, or the model did not come. */
export type UnableReason = 'no_means' | 'too_slow' | 'not_loaded';
