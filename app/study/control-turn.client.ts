import { faceRefusalWords } from '../platform/face-refusal-words.ts';
import type { BeatRhythm } from './beat-rhythm.client.ts';
import { ControlDesk } from './control-desk.client.ts';
import type { LessonScreen } from './lesson-screen.client.ts';
import type { LessonPlayer } from './player.client.ts';
import { studyRequests } from './study-requests.client.ts';
import type { AnswerResult, ControlAsked, Standing } from './study.wire.ts';
import { sentences, type SentenceKey } from './words.ts';

export type TurnDuties = {
  screen: LessonScreen;
  player: LessonPlayer;
  beats: BeatRhythm;
  fence: number;
  standing: () => Standing;
  /** Where the learner stands after an answer; what it asks next is shown by whoever keeps it. */
  onStanding: (standing: Standing) => void;
  onWaitingOver: () => void;
  playOn: () => Promise<void>;
};

/** The way of one control: the video stops, it is asked, answered, and the lesson goes on or says what to repair (P006). */
export class ControlTurn {
  readonly #duties: TurnDuties;
  readonly #desk: ControlDesk;

  constructor(duties: TurnDuties) {
    this.#duties = duties;
    const { screen, fence } = duties;
    this.#desk = new ControlDesk({
      requests: studyRequests,
      voice: screen.voice,
      fence,
      onAnswered: (result) => this.#answered(result),
      onSwapped: (standing) => duties.onStanding(standing),
      onGone: () => duties.beats.report(),
      onRefused: (refusal) => screen.refused(refusal),
      onUnheard: (unheard) => screen.show({ unheard }),
    });
  }

  /** Whether this control was answered or swapped here already. */
  isSettled(controlId: string): boolean {
    return this.#desk.isSettled(controlId);
  }

  answer(answer: string): void {
    this.#sending();
    void this.#desk.answer(answer);
  }

  swap(kind: 'picture' | 'number'): void {
    this.#sending();
    void this.#desk.swap(kind);
  }

  /** What is spoken, in writing; null when it did not come. */
  async readWord(controlId: string): Promise<string | null> {
    const reply = await studyRequests.controlWord(controlId);
    return reply.came === 'answer' ? reply.value.word : null;
  }

  hearAgain(): void {
    this.#desk.hearAgain();
  }

  /** Replaces the stage by the control, never lies over it: some phones draw the video above everything. */
  show(control: ControlAsked, wrong: SentenceKey | null = null): void {
    const { screen, player, beats } = this.#duties;
    const { phase } = screen.view;
    if (phase.name === 'control' && phase.control.id === control.id) return;
    player.pause();
    player.shrunk(true);
    this.#duties.onWaitingOver();
    // What played while the question was on its way is not told any more: the server knows how much that was.
    beats.sentBack(player.atMs);
    const said = wrong ? { key: wrong, facts: {} } : null;
    screen.phase({ name: 'control', control, said, sending: false });
    this.#desk.ask(control, wrong ? sentences[wrong].sound : null);
    beats.pace();
  }

  /** The control is over and nobody here heard how: goes by what is withheld. */
  gone(standing: Standing): void {
    if (standing.withheld) return this.#unproven('late', standing);
    this.#passed(standing.completed);
    if (!standing.completed) void this.#duties.playOn();
  }

  /** The stage is the video's again. */
  over(): void {
    this.#desk.clear();
    this.#duties.player.shrunk(false);
  }

  destroy(): void {
    this.#desk.destroy();
  }

  #sending(): void {
    const { screen } = this.#duties;
    const { phase } = screen.view;
    if (phase.name === 'control') screen.show({ phase: { ...phase, sending: true } });
  }

  #answered({ result, standing }: AnswerResult): void {
    const { standing: before, onStanding, playOn } = this.#duties;
    const { control } = standing;
    if (result === 'face_failed') return this.#needsPerson();
    if (control) this.show(control, wrongSentence(before().control?.kind ?? 'picture'));
    else if (result === 'right') this.#passed(standing.completed);
    else this.#unproven(result === 'late' ? 'late' : 'wrongTwice', standing);
    onStanding(standing);
    if (!control && result === 'right' && !standing.completed) void playOn();
  }

  /** Nothing was proven: says how much has to be studied again, and waits. */
  #unproven(said: 'late' | 'wrongTwice', { withheld, frontierMs }: Standing): void {
    const { screen, player, beats } = this.#duties;
    this.over();
    if (player.atMs > frontierMs) player.seek(frontierMs);
    beats.jump(player.atMs);
    if (withheld) screen.rest({ key: said, facts: { aboutMs: withheld.toMs - withheld.fromMs } });
    else screen.rest({ key: 'lateNothing', facts: {} });
  }

  /** No try is left: the lease is over, and a person helps (P007). */
  #needsPerson(): void {
    const { say, fix } = faceRefusalWords.face_needs_person;
    this.#duties.screen.refused({ refused: 'face_needs_person', say: say.zh, fix: fix.zh, facts: {} });
  }

  #passed(completed: boolean): void {
    const { screen } = this.#duties;
    this.over();
    if (completed) return;
    const right = { key: 'right' as const, facts: {} };
    screen.phase({ name: 'resting', said: right, starting: true });
    screen.note(right);
  }
}

function wrongSentence(kind: ControlAsked['kind']): SentenceKey {
  return kind === 'picture' ? 'wrong' : kind === 'number' ? 'wrongNumber' : 'wrongText';
}
