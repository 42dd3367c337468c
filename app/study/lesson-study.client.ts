import { SnapshotTaker } from '../presence/snapshot/snapshot-taker.client.ts';
import { BeatRhythm } from './beat-rhythm.client.ts';
import { ControlTurn, type TurnDuties } from './control-turn.client.ts';
import type { LessonScreen } from './lesson-screen.client.ts';
import { mayPlay } from './lesson-view.ts';
import { LessonPlayer, type PlayerSource } from './player.client.ts';
import { judgeRequest, type PlayerFacts, type PlayerRequest } from './request-map.client.ts';
import { studyRequests } from './study-requests.client.ts';
import type { LeaseOpened, Standing } from './study.wire.ts';
import { StudyLine } from './study-line.client.ts';
import { sentBackSentence, sentences } from './words.ts';

/** Farther than this before the frontier the video is put back to it, ms. */
const aheadMs = 200;
/** The last milliseconds of a lesson are played again this often when the clocks disagree on them. */
const endTriesMax = 5;

/** Studying under one lease: the player, its beats, its controls and photographs, until the lease ends. */
export class LessonStudy {
  readonly #session: LessonScreen;
  readonly #fence: number;
  readonly #player: LessonPlayer;
  readonly #beats: BeatRhythm;
  readonly #turn: ControlTurn;
  readonly #taker: SnapshotTaker;
  readonly #line: StudyLine;
  #standing: Standing;
  #waiting = false;
  #unlocked = false;
  #endTries = 0;

  constructor(session: LessonScreen, host: HTMLElement, opened: LeaseOpened, words: PlayerSource['words']) {
    const { standing, manifestUrl, firstUrls, subtitlesUrl, title } = opened;
    const { fence, frontierMs: startMs } = standing;
    this.#session = session;
    this.#fence = fence;
    this.#standing = standing;
    this.#beats = new BeatRhythm({
      startMs,
      visible: () => session.attendance.visible,
      resting: () => (this.#player.playing || this.#waiting ? 'waiting' : 'paused'),
      playingBeatMs: () => (session.view.phase.name === 'playing' ? this.#standing.nextBeatMs : null),
      fence,
      seq: standing.seq,
      send: studyRequests.beat,
      onStanding: (answer) => this.#heard(answer),
      onRefused: (refusal) => session.refused(refusal),
      onUnanswered: (busy) => this.#line.unanswered(busy),
      onSilence: () => this.#line.silent(),
    });
    this.#taker = new SnapshotTaker({
      capture: () => session.camera.capture(),
      upload: (id, picture) => studyRequests.uploadSnapshot(id, fence, picture),
      onTaken: () => session.photographed(),
      onNoPicture: () => session.show({ hourWaits: true }),
      onRefused: (refusal) => session.refused(refusal),
    });
    this.#player = new LessonPlayer(
      host,
      { manifestUrl, firstUrls, subtitlesUrl, startMs, title, words },
      {
        onPlaying: () => this.#playing(),
        onPaused: () => this.#paused(),
        onWaiting: () => this.#waits(),
        onEnded: () => this.#ended(),
        onProgress: (atMs, rate) => this.#beats.progress(atMs, rate),
        onAsk: (request) => this.ask(request),
        onKeyRefused: (refusal) => session.refused(refusal),
        onTrouble: (kind) => this.#trouble(kind),
      },
    );
    this.#line = new StudyLine({
      screen: session,
      isWaiting: () => this.#waiting,
      frontierMs: () => this.#standing.frontierMs,
      halt: () => this.#halt(),
      pause: () => this.#player.pause(),
      goOn: () => this.goOn(),
    });
    this.#turn = new ControlTurn(this.#turnDuties());
    session.show({ posterUrl: opened.posterUrl, standing });
    if (standing.control) this.#turn.show(standing.control);
    else if (standing.completed) session.phase({ name: 'done' });
    else session.rest({ key: startMs > 0 ? 'resume' : 'start', facts: { atMs: startMs } }, true);
    this.#beats.pace();
  }

  get facts(): PlayerFacts {
    const { atMs, playing } = this.#player;
    return { atMs, earnedMs: this.#standing.frontierMs, playing, mayPlay: mayPlay(this.#session.view) };
  }

  get turn(): ControlTurn {
    return this.#turn;
  }

  /** Every request of a person, a key or a script comes here and meets the map; true: it was allowed and done. */
  ask(request: PlayerRequest): boolean {
    const verdict = judgeRequest(request, this.facts);
    if (!verdict.allowed) {
      if (verdict.say) this.#session.note({ key: verdict.say, facts: verdict.facts });
      return false;
    }
    if (verdict.doing === 'play') void this.#session.tap();
    else if (verdict.doing === 'pause') this.stop();
    else if (verdict.doing === 'seek') this.#seek(verdict.toMs);
    else this.toggleFullScreen();
    return true;
  }

  /** Inside a tap: phones let this video play with sound from now on. */
  unlock(): void {
    if (this.#unlocked) return;
    this.#unlocked = true;
    void this.#player.play();
    this.#player.pause();
  }

  /** Plays on from here, or from the frontier if the video is beyond it. */
  async goOn(): Promise<void> {
    const { phase } = this.#session.view;
    if (phase.name === 'control') return;
    this.#line.forget();
    this.#session.voice.hush();
    if (phase.name === 'resting') this.#session.show({ phase: { ...phase, starting: true } });
    await this.#playOn();
  }

  async #playOn(): Promise<void> {
    const { frontierMs, completed } = this.#standing;
    if (!completed && this.#player.atMs > frontierMs + aheadMs) this.#player.seek(frontierMs);
    // The server's clock for the next beat begins now, not when the page fell silent.
    this.#beats.report();
    this.#beats.jump(this.#player.atMs);
    this.#player.kick();
    if (!(await this.#player.play())) this.#session.rest({ key: 'stopped', facts: {} }, true);
  }

  /** Plays from an earlier place. */
  async goOnFrom(placeMs: number): Promise<void> {
    this.#seek(Math.min(placeMs, this.#standing.frontierMs));
    await this.goOn();
  }

  /** The learner's own pause. */
  stop(): void {
    this.#halt();
    if (this.#session.view.phase.name === 'playing') this.#session.rest({ key: 'stopped', facts: {} }, true);
  }

  toggleFullScreen(): void {
    const fullScreen = !this.#session.view.fullScreen;
    this.#session.show({ fullScreen });
    this.#player.fullScreen(fullScreen);
  }

  /** The page is no longer in front. */
  leftPage(): void {
    const { name } = this.#session.view.phase;
    this.#halt();
    if (name === 'playing') this.#session.rest({ key: 'hidden', facts: {} }, true);
  }

  lineIsBack(): void {
    this.#beats.nudge();
    this.#player.kick();
  }

  lineIsGone(): void {
    if (this.#waiting) this.#line.silent();
  }

  /** The camera works now: a demand that stands is answered. */
  retakeSnapshot(): void {
    const { snapshot } = this.#standing;
    if (snapshot) void this.#taker.take(snapshot.id);
  }

  /** The page goes away: the last stretch goes out, then the lease ends. A close that overtook the beat would lose it. */
  leave(): void {
    this.#player.pause();
    const { beats, answered } = this.#beats.reportLast();
    this.#session.leftBeats.keep(beats);
    void answered.then((all) => {
      if (!all) return;
      this.#session.leftBeats.forget(this.#fence);
      studyRequests.closeLease(this.#fence);
    });
    this.destroy();
  }

  destroy(): void {
    this.#beats.destroy();
    this.#turn.destroy();
    this.#taker.destroy();
    this.#player.destroy();
  }

  /** Stops the video and tells what was played until now. */
  #halt(): void {
    this.#player.pause();
    this.#waiting = false;
    if (this.#beats.advanced || this.#session.view.phase.name === 'playing') this.#beats.report();
  }

  #seek(toMs: number): void {
    if (this.#beats.advanced) this.#beats.report();
    this.#player.seek(toMs);
    this.#beats.jump(toMs);
  }

  #heard(standing: Standing): void {
    // An answer that was under way while a control was answered says nothing new.
    if (standing.control && this.#turn.isSettled(standing.control.id)) return;
    const finished = standing.completed && !this.#standing.completed;
    this.#standing = standing;
    this.#session.show({ standing, unheard: false });
    if (standing.sendBackToMs !== null) this.#sendBack(standing.sendBackToMs, standing);
    if (standing.snapshot) void this.#taker.take(standing.snapshot.id);
    if (standing.control) this.#turn.show(standing.control);
    else if (finished) this.#finish();
    else if (this.#session.view.phase.name === 'control') this.#turn.gone(standing);
    else if (this.#line.stopped) this.#line.answered();
    else if (this.#player.ended && this.#session.view.phase.name === 'playing')
      void this.goOnFrom(standing.frontierMs);
  }

  #sendBack(toMs: number, { uncounted, control }: Standing): void {
    this.#player.seek(toMs);
    this.#beats.sentBack(toMs);
    if (!control) this.#session.note({ key: sentBackSentence(uncounted), facts: { atMs: toMs } });
  }

  #turnDuties(): TurnDuties {
    return {
      screen: this.#session,
      player: this.#player,
      beats: this.#beats,
      fence: this.#fence,
      standing: () => this.#standing,
      onStanding: (standing) => this.#heard(standing),
      onWaitingOver: () => (this.#waiting = false),
      playOn: () => this.#playOn(),
    };
  }

  #finish(): void {
    this.#halt();
    this.#player.shrunk(false);
    this.#session.phase({ name: 'done' });
    this.#session.voice.say(sentences.done.sound);
  }

  #playing(): void {
    // An event that was under way while we stopped the video.
    if (!this.#player.playing) return;
    this.#waiting = false;
    if (!this.facts.mayPlay || !this.#session.attendance.present) return this.#player.pause();
    this.#session.phase({ name: 'playing', buffering: false });
    this.#beats.pace();
  }

  #paused(): void {
    const { phase } = this.#session.view;
    // A pause that nobody here asked for: a phone call, a headset, a script.
    if (phase.name === 'playing' && !this.#player.ended) this.stop();
  }

  #waits(): void {
    const { phase } = this.#session.view;
    this.#waiting = true;
    if (phase.name === 'playing') this.#session.show({ phase: { name: 'playing', buffering: true } });
    if (!navigator.onLine) this.#line.silent();
  }

  #ended(): void {
    if (this.#standing.completed) return this.#session.phase({ name: 'done' });
    if (this.#endTries++ >= endTriesMax) return this.stop();
    this.#beats.report();
  }

  #trouble(kind: 'network' | 'media'): void {
    if (kind === 'network') return this.#line.silent();
    this.#halt();
    this.#session.rest({ key: 'videoTrouble', facts: {} }, true);
  }
}
