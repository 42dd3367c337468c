import type { EvidenceEvent } from '../evidence/event.ts';
import type { ClockReading } from '../platform/clock.ts';
import { drawOne, shuffle, type DrawInt } from '../platform/random.ts';
import type { ControlKind, OpenControl, StudyState } from './study-state.ts';

/** A question of the video that is watched; of a `picture` question `right` and `wrong` name drawings. */
export type PooledQuestion = {
  id: string;
  kind: 'text' | 'picture';
  fromMs: number;
  ask: string;
  right: string;
  wrong: string[];
  audioBlob: string;
};

/** What controls may be drawn from: pictures and numbers for every lesson, questions of this one. */
export type ControlPool = {
  pictures: { drawing: string; say: string; confusedWith: string[] }[];
  numbers: number[];
  questions: PooledQuestion[];
};

/** Chance and fresh random ids. */
export type Draw = { drawInt: DrawInt; newId: () => string };

type Drawn = Pick<OpenControl, 'kind' | 'prompt' | 'audioBlob' | 'choices' | 'rightAnswer'>;

/** How far back a question may reach: it asks about the last minutes. */
const questionReachMs = 300_000;

/** Names one choice of one showing: 48 bits of chance, a third as long as a UUID in every row of a control. */
const newChoiceId = ({ newId }: Draw) => newId().slice(-12);

type Picture = ControlPool['pictures'][number];

function isConfused(a: Picture, b: Picture): boolean {
  return a.confusedWith.includes(b.drawing) || b.confusedWith.includes(a.drawing);
}

/** Four pictures of which none looks like another, and any may be the named one: what is shown says nothing (C03). */
function drawPicture(pool: ControlPool, draw: Draw): Drawn {
  const shown: Picture[] = [];
  for (const picture of shuffle(pool.pictures, draw.drawInt)) {
    if (shown.length < 4 && !shown.some((other) => isConfused(picture, other))) shown.push(picture);
  }
  if (shown.length === 0) throw new Error('no pictures to draw a control from');
  const named = drawOne(shown, draw.drawInt);
  const choices = shown.map(({ drawing }) => ({ id: newChoiceId(draw), drawing }));
  const right = choices.find((c) => c.drawing === named.drawing);
  return {
    kind: 'picture',
    prompt: named.say,
    audioBlob: `controls/pictures/${named.drawing}.mp3`,
    choices,
    rightAnswer: right?.id ?? '',
  };
}

function drawNumber(pool: ControlPool, draw: Draw): Drawn {
  const number = String(drawOne(pool.numbers, draw.drawInt));
  return {
    kind: 'number',
    prompt: number,
    audioBlob: `controls/numbers/${number}.mp3`,
    choices: [],
    rightAnswer: number,
  };
}

/** A question of this video: words to tap, or the drawing that answers it. */
function drawQuestion(questions: ControlPool['questions'], draw: Draw): Drawn {
  const question = drawOne(questions, draw.drawInt);
  const isPicture = question.kind === 'picture';
  const shown = shuffle([question.right, ...question.wrong], draw.drawInt);
  const named = shown.map((name) => ({ name, id: newChoiceId(draw) }));
  const right = named.find(({ name }) => name === question.right);
  // Drawings are shown as those of every other control: under random ids, without a word (C03).
  return {
    kind: isPicture ? 'picture' : 'question',
    prompt: question.ask,
    audioBlob: question.audioBlob,
    choices: named.map(({ id, name }) => (isPicture ? { id, drawing: name } : { id, text: name })),
    rightAnswer: right?.id ?? '',
  };
}

/** A live face check in the place of a question: nothing on the page answers it (P007). */
const faceControl: Drawn = {
  kind: 'face',
  prompt: '',
  audioBlob: 'controls/sentences/face-control.mp3',
  choices: [],
  rightAnswer: '',
};

/** Draws a control: any kind that this lesson offers at this point, or the kind that is asked for. */
export function drawControl(pool: ControlPool, frontierMs: number, draw: Draw, kind?: ControlKind): Drawn {
  const questions = pool.questions.filter(
    (q) => q.fromMs <= frontierMs && q.fromMs > frontierMs - questionReachMs,
  );
  const kinds: ControlKind[] = [
    'picture',
    'number',
    ...(questions.length > 0 ? (['question'] as const) : []),
  ];
  switch (kind ?? drawOne(kinds, draw.drawInt)) {
    case 'picture':
      return drawPicture(pool, draw);
    case 'number':
      return drawNumber(pool, draw);
    case 'question':
      return drawQuestion(questions, draw);
    case 'face':
      return faceControl;
  }
}

/** Asks a control now. Its time runs from here, whether or not the browser shows it (C08). */
export function askControl(
  before: StudyState,
  pool: ControlPool,
  now: ClockReading,
  draw: Draw,
  attempt = 1,
  kind?: ControlKind,
): { state: StudyState; events: EvidenceEvent[] } {
  const { lease, progress } = before;
  const drawn = drawControl(pool, progress.frontierMs, draw, kind);
  const { controlAnswerMs, faceControlMs } = lease.rules;
  const answerMs = drawn.kind === 'face' ? faceControlMs : controlAnswerMs;
  const control: OpenControl = { ...drawn, id: draw.newId(), attempt, asked: now, answerMs, late: false };
  const { fence } = lease;
  const { frontierMs } = progress;
  const event = {
    kind: 'control_asked',
    fence,
    controlId: control.id,
    controlKind: control.kind,
    attempt,
    frontierMs,
  } as const;
  return { state: { ...before, control }, events: [event] };
}
