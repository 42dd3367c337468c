import type { CameraState } from '../presence/device/camera.client.ts';
import type { RefusalCode } from '../platform/refusal.ts';
import type { ControlAsked, Standing } from './study.wire.ts';
import type { SentenceFacts, SentenceKey } from './words.ts';

/** A sentence of words.ts and what it names. */
export type Said = { key: SentenceKey; facts: SentenceFacts };

/** What the page is doing. Set by answers of the server and events of the player, never by a tap. */
export type LessonPhase =
  | { name: 'opening' }
  /** The video is still being made. */
  | { name: 'preparing'; pct: number | null }
  | { name: 'refused'; refused: RefusalCode; say: string; fix: string }
  /** Another window studies; asked before this one takes over. */
  | { name: 'elsewhere' }
  /** This window was stopped because another one studies. */
  | { name: 'ended' }
  /** Stopped, with the sentence that says why and what to do. */
  | { name: 'resting'; said: Said; starting: boolean }
  /** A live check comes before the lesson (P007). */
  | { name: 'face' }
  /** The camera is about to be asked for: why. */
  | { name: 'camera' }
  | { name: 'playing'; buffering: boolean }
  | { name: 'control'; control: ControlAsked; said: Said | null; sending: boolean }
  | { name: 'done' };

export type LessonView = {
  phase: LessonPhase;
  standing: Standing | null;
  posterUrl: string | null;
  /** Said beside a running video: why something was refused, that a photograph was taken. */
  notice: Said | { photo: 'taken' } | null;
  camera: CameraState;
  /** A class hour of this learner still lacks its photograph. */
  hourWaits: boolean;
  /** The last try of a request went unanswered. */
  unheard: boolean;
  fullScreen: boolean;
};

export const firstView: LessonView = {
  phase: { name: 'opening' },
  standing: null,
  posterUrl: null,
  notice: null,
  camera: 'off',
  hourWaits: false,
  unheard: false,
  fullScreen: false,
};

/** Phases in which the video's place is taken by something else, so that the video is shrunk (never hidden). */
export function showsVideo(view: LessonView): boolean {
  const { phase } = view;
  if (phase.name === 'playing') return true;
  return phase.name === 'resting' && phase.said.key === 'stopped';
}

/** Phases in which the video may play at all: a lease is open and nothing is asked. */
export function mayPlay({ phase }: LessonView): boolean {
  return ['resting', 'playing', 'camera', 'done'].includes(phase.name);
}
