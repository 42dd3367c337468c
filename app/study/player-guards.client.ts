import {
  mediaSessionActions,
  readMediaSession,
  type PlayerFacts,
  type PlayerRequest,
} from './request-map.client.ts';

export type PlayerGuardDuties = {
  /** Passes the map; true: allowed and done. */
  onAsk: (request: PlayerRequest) => boolean;
  /** The page itself is seeking now. */
  ownSeek: () => boolean;
  /** The last place reached by playing, ms. */
  lastMs: () => number;
  title: string;
};
export type PlayerGuards = { destroy(): void };

/**
 * What did not come through our buttons: scripts, extensions, headsets, the browser's own menus. Each is put back
 * and asked for properly, so that it meets the same map (P004, P005). The server credits none of it anyway.
 */
export function guardPlayer(video: HTMLVideoElement, duties: PlayerGuardDuties): PlayerGuards {
  const stop = new AbortController();
  const on = (name: string, heard: (event: Event) => void) =>
    video.addEventListener(name, heard, { signal: stop.signal });

  on('seeking', () => {
    if (duties.ownSeek()) return;
    const toMs = video.currentTime * 1000;
    if (Math.abs(toMs - duties.lastMs()) < 400) return;
    if (!duties.onAsk({ ask: 'seek', toMs })) video.currentTime = duties.lastMs() / 1000;
  });
  on('ratechange', () => {
    if (video.playbackRate === 1) return;
    duties.onAsk({ ask: 'rate', permille: Math.round(video.playbackRate * 1000) });
    video.playbackRate = 1;
    video.defaultPlaybackRate = 1;
  });
  on('enterpictureinpicture', () => {
    void document.exitPictureInPicture?.().catch(() => undefined);
    duties.onAsk({ ask: 'small_window' });
  });
  on('webkitpresentationmodechanged', () => {
    const old = video as HTMLVideoElement & {
      webkitPresentationMode?: string;
      webkitSetPresentationMode?: (mode: string) => void;
    };
    if (!old.webkitPresentationMode || old.webkitPresentationMode === 'inline') return;
    old.webkitSetPresentationMode?.('inline');
    duties.onAsk({ ask: 'small_window' });
  });
  on('contextmenu', (event) => event.preventDefault());
  video.remote?.addEventListener('connecting', () => duties.onAsk({ ask: 'other_screen' }), {
    signal: stop.signal,
  });
  const freeSession = guardMediaSession(duties);
  return {
    destroy() {
      stop.abort();
      freeSession();
    },
  };
}

/** Headset and lock-screen buttons ask the map instead of seeking by themselves. */
function guardMediaSession(duties: PlayerGuardDuties): () => void {
  const { mediaSession } = navigator;
  if (!mediaSession) return () => undefined;
  if ('MediaMetadata' in globalThis) mediaSession.metadata = new MediaMetadata({ title: duties.title });
  const facts = (): PlayerFacts => ({ atMs: duties.lastMs(), earnedMs: 0, playing: false, mayPlay: true });
  const set = (action: (typeof mediaSessionActions)[number], handler: MediaSessionActionHandler | null) => {
    try {
      mediaSession.setActionHandler(action, handler);
    } catch {
      // A browser that does not know this button has none to guard.
    }
  };
  for (const action of mediaSessionActions) {
    set(action, (details) => duties.onAsk(readMediaSession(action, details, facts())));
  }
  return () => mediaSessionActions.forEach((action) => set(action, null));
}
