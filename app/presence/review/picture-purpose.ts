/**
 * What a sealed value is bound to (AES-GCM's authenticated data): a picture cannot be put in another one's place. The
 * key is always the learner's own.
 */
export const picturePurpose = {
  snapshot: (demandId: string) => `snapshot:${demandId}`,
  frame: (challengeId: string, seq: number) => `frame:${challengeId}:${seq}`,
  reference: (referenceId: string) => `reference:${referenceId}`,
  template: (referenceId: string) => `template:${referenceId}`,
  idPhoto: (learnerId: string) => `id-photo:${learnerId}`,
};

/** Folders in the blob store that hold a learner's pictures, whole: removing all four leaves none (P049). */
export const pictureFolders = {
  snapshots: (learnerId: string) => `snapshots/${learnerId}`,
  frames: (learnerId: string, challengeId?: string) =>
    challengeId === undefined ? `frames/${learnerId}` : `frames/${learnerId}/${challengeId}`,
  references: (learnerId: string) => `references/${learnerId}`,
  idPhotos: (learnerId: string) => `id-photos/${learnerId}`,
};
