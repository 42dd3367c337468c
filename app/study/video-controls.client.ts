import './quiet-video-js.client.ts';
import videojs from 'video.js/dist/alt/video.core.novtt.min.js';
import type Component from 'video.js/dist/types/component.js';
import type Player from 'video.js/dist/types/player.js';
import type { PlayerRequest } from './request-map.client.ts';

/** The words on the video's own buttons, and where their requests go. */
export type VideoControlsDuties = {
  ask: (request: PlayerRequest) => void;
  atMs: () => number;
  showSubtitles: (shown: boolean) => void;
  words: { back10: string; pause: string; subtitles: string; fullScreen: string; leaveFullScreen: string };
};

const Button = videojs.getComponent('Button') as unknown as new (
  player: Player,
  options: Record<string, unknown>,
) => Component & { controlText(text: string): void; el(): HTMLElement };

/** A button that says what it does in words: pictograms are for those who grew up with them. */
abstract class WordButton extends Button {
  readonly duties: VideoControlsDuties;

  constructor(player: Player, options: Record<string, unknown>) {
    super(player, options);
    this.duties = options.duties as VideoControlsDuties;
  }

  /** Shows and reads aloud the same word. */
  say(word: string, pressed?: boolean): void {
    const el = this.el();
    el.textContent = word;
    el.removeAttribute('title');
    if (pressed !== undefined) el.setAttribute('aria-pressed', String(pressed));
  }

  abstract handleClick(): void;
}

class BackButton extends WordButton {
  constructor(player: Player, options: Record<string, unknown>) {
    super(player, options);
    this.say(this.duties.words.back10);
  }

  handleClick(): void {
    this.duties.ask({ ask: 'seek', toMs: Math.max(0, this.duties.atMs() - 10_000) });
  }
}

/** Shown in full screen only, where the page's own big button is out of sight. */
class PauseButton extends WordButton {
  constructor(player: Player, options: Record<string, unknown>) {
    super(player, options);
    this.say(this.duties.words.pause);
    this.el().classList.add('only-full-screen');
  }

  handleClick(): void {
    this.duties.ask({ ask: 'pause' });
  }
}

class SubtitlesButton extends WordButton {
  #shown = true;

  constructor(player: Player, options: Record<string, unknown>) {
    super(player, options);
    this.say(this.duties.words.subtitles, true);
  }

  handleClick(): void {
    this.#shown = !this.#shown;
    const tracks = (this as unknown as { player(): Player })
      .player()
      .textTracks() as unknown as TextTrackList;
    for (const track of Array.from(tracks)) track.mode = this.#shown ? 'showing' : 'disabled';
    this.say(this.duties.words.subtitles, this.#shown);
  }
}

class FullScreenButton extends WordButton {
  constructor(player: Player, options: Record<string, unknown>) {
    super(player, options);
    this.say(this.duties.words.fullScreen);
    player.on('ownfullscreen', (_event: unknown, on: boolean) =>
      this.say(on ? this.duties.words.leaveFullScreen : this.duties.words.fullScreen),
    );
  }

  handleClick(): void {
    this.duties.ask({ ask: 'full_screen' });
  }
}

let registered = false;

/** Registers our own buttons: nothing to go ahead with, no speed, no small window, no download. */
export function registerVideoControls(): void {
  if (registered) return;
  registered = true;
  for (const [name, component] of Object.entries({
    PauseButton,
    BackButton,
    SubtitlesButton,
    FullScreenButton,
  })) {
    videojs.registerComponent(`Lesson${name}`, component as unknown as typeof Component);
  }
}
