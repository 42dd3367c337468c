import { useEffect, useRef, useState, type RefObject } from 'react';
import type { PlayerState, VersionPlayer } from './version-player.client.ts';

const first: PlayerState = {
  ...{ atMs: 0, playing: false, waiting: false, stuck: false },
  checked: { same: 0, other: 0 },
};

/** Runs the player on a video element for as long as the page shows it, with the rendition at `src`; what comes is compared with the hash. */
export function useVersionPlayer(
  video: RefObject<HTMLVideoElement>,
  src: string,
  versionId: string,
  contentSha256: string | undefined,
): { player: VersionPlayer | null; state: PlayerState } {
  const [player, setPlayer] = useState<VersionPlayer | null>(null);
  const [state, setState] = useState(first);
  useEffect(() => {
    let made: VersionPlayer | null = null;
    let gone = false;
    void import('./version-player.client.ts').then(({ VersionPlayer }) => {
      if (gone || !video.current) return;
      const of = contentSha256 === undefined ? null : { versionId, contentSha256 };
      made = new VersionPlayer(video.current, of, setState);
      setPlayer(made);
    });
    return () => {
      gone = true;
      made?.destroy();
      setPlayer(null);
    };
  }, [video, versionId, contentSha256]);
  useEffect(() => void player?.load(src), [player, src]);
  return { player, state };
}

/** What the keys of the player do. */
export type PlayerKeys = { toggle(): void; skip(byMs: number): void; note?: (() => void) | undefined };

/** What answers to the space bar itself, or takes letters. */
function keepsKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && target.type === 'range') return false;
  if (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) {
    const isSwitch = target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type);
    return !isSwitch || key !== 'n';
  }
  return key === ' ' && ['BUTTON', 'A', 'SUMMARY'].includes(target.tagName);
}

/** Space, ← and → (5 s) and N, within `root` or, with `everywhere`, on the whole page while nobody types. */
export function usePlayerKeys(root: RefObject<HTMLElement>, everywhere: boolean, keys: PlayerKeys): void {
  const now = useRef(keys);
  useEffect(() => {
    now.current = keys;
  });
  useEffect(() => {
    const place = everywhere ? document : root.current;
    const onKey = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.defaultPrevented) return;
      const { key, ctrlKey, altKey, metaKey, isComposing } = event;
      if (ctrlKey || altKey || metaKey || isComposing || keepsKey(event.target, key)) return;
      const { toggle, skip, note } = now.current;
      if (key === ' ') toggle();
      else if (key === 'ArrowLeft') skip(-5_000);
      else if (key === 'ArrowRight') skip(5_000);
      else if (key.toLowerCase() === 'n' && note) note();
      else return;
      event.preventDefault();
    };
    place?.addEventListener('keydown', onKey);
    return () => place?.removeEventListener('keydown', onKey);
  }, [root, everywhere]);
}
