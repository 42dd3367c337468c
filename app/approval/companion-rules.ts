import { isFixed, type SourceKind, type VideoState } from './version-life.ts';

/** What stands beside the video and belongs to what is approved. */
export const companions = ['captions', 'transcript', 'cover', 'question', 'rights'] as const;
export type Companion = (typeof companions)[number];

type Changing = { state: VideoState; sourceKind: SourceKind };

/**
 * Whether a companion of a version may be changed now: null, or why not. Once submitted nothing changes (P011). What the
 * pipeline writes anew from a script is changed when it is there, or it would be lost.
 */
export function refuseCompanion(
  { state, sourceKind }: Changing,
  companion: Companion,
): 'version_fixed' | 'version_step' | null {
  if (isFixed(state)) return 'version_fixed';
  const isWritten = sourceKind === 'script' && companion !== 'rights';
  return isWritten && state !== 'processed' ? 'version_step' : null;
}

/** Whether a script version may get a human voice now: null, or why not. While it is being made it gets none. */
export function refuseVoice({ state, sourceKind }: Changing): 'version_fixed' | 'version_step' | null {
  if (isFixed(state)) return 'version_fixed';
  return sourceKind !== 'script' || state === 'processing' ? 'version_step' : null;
}
