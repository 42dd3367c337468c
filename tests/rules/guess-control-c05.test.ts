import { expect, test } from 'vitest';
import { drawControl, type ControlPool } from '../../app/study/draw-control.ts';
import { secureDraw } from '../../app/study/draw.server.ts';
import { shuffle } from '../../app/platform/random.ts';
import { judgeAnswer } from '../../app/study/judge-answer.ts';
import { showStanding } from '../../app/study/show-standing.ts';
import type { ControlKind, OpenControl } from '../../app/study/study-state.ts';
import { binomialBand, chiSquareLimit, chiSquareUniform } from './chance.ts';
import { SimulatedStudy } from './simulate-study.ts';

// C01, C05: a program that picks without understanding passes no more often than chance; C03: nothing tells it more.

const pool: ControlPool = {
  pictures: Array.from({ length: 40 }, (_, i) => ({
    drawing: `drawing-${i}`,
    say: `say-${i}`,
    confusedWith: [`drawing-${(i + 1) % 40}`],
  })),
  numbers: Array.from({ length: 40 }, (_, i) => 20 + i),
  questions: [
    {
      id: 'q',
      kind: 'text',
      fromMs: 0,
      ask: '?',
      right: 'right',
      wrong: ['wrong', 'worse', 'worst'],
      audioBlob: 'q.mp3',
    },
  ],
};
const tries = 3_000;
/** Chance of one try by kind: four pictures, forty numbers, four texts. */
const chances: Record<Exclude<ControlKind, 'face'>, number> = {
  picture: 1 / 4,
  number: 1 / 40,
  question: 1 / 4,
};

/** What a program without eyes may go by. */
const pickers: Record<string, (ids: string[]) => string> = {
  random: (ids) => ids[secureDraw.drawInt(ids.length)] ?? '',
  first: (ids) => ids[0] ?? '',
  last: (ids) => ids.at(-1) ?? '',
  'lowest id': (ids) => [...ids].sort()[0] ?? '',
  'highest id': (ids) => [...ids].sort().at(-1) ?? '',
};

for (const kind of ['picture', 'question', 'number'] as const) {
  for (const [name, pick] of Object.entries(pickers)) {
    test(`C05: "${name}" passes a ${kind} by chance only`, () => {
      let passed = 0;
      for (let i = 0; i < tries; i++) {
        const drawn = drawControl(pool, 0, secureDraw, kind);
        const ids = kind === 'number' ? pool.numbers.map(String) : drawn.choices.map(({ id }) => id);
        if (pick(ids) === drawn.rightAnswer) passed++;
      }
      const band = binomialBand(tries, chances[kind], 4.5);
      expect(passed).toBeLessThanOrEqual(band.max);
      expect(passed).toBeGreaterThanOrEqual(band.min);
    });
  }
}

/** A lesson whose author asks by drawings. */
const askedByPicture: ControlPool = {
  ...pool,
  questions: [
    {
      ...{ id: 'p', kind: 'picture', fromMs: 0, ask: '先用哪一样？', audioBlob: 'media/x/questions/p.mp3' },
      ...{ right: 'drawing-3', wrong: ['drawing-9', 'drawing-15', 'drawing-21'] },
    },
  ],
};

for (const [name, pick] of Object.entries(pickers)) {
  test(`C05: "${name}" passes a question asked by pictures by chance only`, () => {
    let passed = 0;
    for (let i = 0; i < tries; i++) {
      const drawn = drawControl(askedByPicture, 0, secureDraw, 'question');
      if (pick(drawn.choices.map(({ id }) => id)) === drawn.rightAnswer) passed++;
    }
    const band = binomialBand(tries, 1 / 4, 4.5);
    expect(passed).toBeLessThanOrEqual(band.max);
    expect(passed).toBeGreaterThanOrEqual(band.min);
  });
}

test('a question asked by pictures is judged by its drawing, with its own sound', () => {
  for (let i = 0; i < 200; i++) {
    const drawn = drawControl(askedByPicture, 0, secureDraw, 'question');
    expect(drawn).toMatchObject({
      kind: 'picture',
      audioBlob: 'media/x/questions/p.mp3',
      prompt: '先用哪一样？',
    });
    const right = drawn.choices.find(({ id }) => id === drawn.rightAnswer);
    expect(right).toEqual({ id: drawn.rightAnswer, drawing: 'drawing-3' });
    const drawings = drawn.choices.map(({ drawing }) => drawing);
    expect(new Set(drawings)).toEqual(new Set(['drawing-3', 'drawing-9', 'drawing-15', 'drawing-21']));
  }
  // Where she is not yet, nothing is asked of it.
  const later = {
    ...askedByPicture,
    questions: askedByPicture.questions.map((q) => ({ ...q, fromMs: 9_000 })),
  };
  for (let i = 0; i < 100; i++) expect(drawControl(later, 8_999, secureDraw).audioBlob).not.toMatch(/^media/);
});

test('C03: what is shown of a question asked by pictures is no more than of any other picture control', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const study = studyAtControl(seed);
    const control = { ...study.state.control, ...drawControl(askedByPicture, 0, secureDraw, 'question') };
    const other = { ...study.state.control, ...drawControl(askedByPicture, 0, secureDraw, 'picture') };
    const show = (one: OpenControl) => showStanding({ ...study.state, control: one }, study.now).control;
    const shown = JSON.stringify(show(control));
    for (const hidden of ['rightAnswer', control.prompt, control.audioBlob, 'drawing-'])
      expect(shown).not.toContain(hidden);
    const keysOf = (one: OpenControl) => Object.keys(show(one) ?? {}).sort();
    expect(keysOf(control)).toEqual(keysOf(other));
    expect(show(control)?.ask).toBeNull();
  }
});

test('the right choice stands in every place equally often, and no id is ever shown twice', () => {
  const places: number[] = [];
  const ids = new Set<string>();
  for (let i = 0; i < tries; i++) {
    const { choices, rightAnswer } = drawControl(pool, 0, secureDraw, 'picture');
    places.push(choices.findIndex(({ id }) => id === rightAnswer));
    for (const { id } of choices) ids.add(id);
  }
  expect(ids.size).toBe(4 * tries);
  expect(chiSquareUniform(places, 0, 3, 4)).toBeLessThan(chiSquareLimit(3, 4.265));
});

/** Whether two pictures of the pool are kept apart: neighbours in the ring. */
const isAlike = (a: number, b: number) => [1, 39].includes(Math.abs(a - b));

test('pictures that look alike never stand together, so knowing which are alike helps nobody', () => {
  let passed = 0;
  let together = 0;
  const numberOf = (name: string) => Number(name.replace(/^\D+/, ''));
  for (let i = 0; i < tries; i++) {
    const { choices, rightAnswer } = drawControl(pool, 0, secureDraw, 'picture');
    const shown = choices.map(({ id, drawing }) => ({ id, n: numberOf(drawing ?? '') }));
    const alone = shown.filter(({ n }) => !shown.some((other) => isAlike(n, other.n)));
    if (alone.length !== 4 || new Set(shown.map(({ n }) => n)).size !== 4) together++;
    // A program that knows every drawing: the right one is rather the one with the fewest neighbours, if that told.
    if (pickers['first']?.(alone.map(({ id }) => id)) === rightAnswer) passed++;
  }
  expect(together).toBe(0);
  expect(passed).toBeLessThanOrEqual(binomialBand(tries, 1 / 4, 4.5).max);
});

test('positive control: where only the named picture is kept apart, that knowledge beats chance', () => {
  const crowd = Array.from({ length: 8 }, (_, n) => n);
  const alike = (a: number, b: number) => [1, 7].includes(Math.abs(a - b));
  let passed = 0;
  for (let i = 0; i < tries; i++) {
    const [named = 0, ...rest] = shuffle(crowd, secureDraw.drawInt);
    const others = rest.filter((n) => !alike(n, named)).slice(0, 3);
    const shown = shuffle([named, ...others], secureDraw.drawInt);
    const alone = shown.filter((n) => !shown.some((other) => alike(n, other)));
    if (alone[secureDraw.drawInt(alone.length)] === named) passed++;
  }
  expect(passed).toBeGreaterThan(binomialBand(tries, 1 / 4, 4.5).max);
});

/** A study that stands at its first open control. */
function studyAtControl(seed: number): SimulatedStudy & { state: { control: OpenControl } } {
  const study = new SimulatedStudy(seed, 400_000, { popup_min_gap_s: 5, popup_max_gap_s: 10 });
  for (let i = 0; i < 4 && !study.state.control; i++) {
    const at = study.state.progress.frontierMs;
    study.wait(5_000);
    study.beat({ played: { fromMs: at, toMs: at + 5_000 } });
  }
  expect(study.state.control).not.toBeNull();
  return study as SimulatedStudy & { state: { control: OpenControl } };
}

test('C05: a guesser survives k controls as often as chance lets him, and earns nothing by the ones he fails', () => {
  const runs = 1_500;
  const survived = [0, 0, 0, 0];
  // Two tries a control; a picture has four choices.
  const pass = 1 - (3 / 4) ** 2;
  for (let seed = 1; seed <= runs; seed++) {
    let alive = true;
    for (let k = 1; k <= 3 && alive; k++) {
      const study = studyAtControl(seed * 10 + k);
      const guess = () => {
        const { state } = study;
        const drawn = drawControl(pool, 0, secureDraw, 'picture');
        state.control = { ...state.control, ...drawn };
        return judgeAnswer(
          state,
          pickers.random!(drawn.choices.map((c) => c.id)),
          pool,
          study.now,
          secureDraw,
        );
      };
      let judged = guess();
      if (judged.result === 'wrong') {
        study.state = judged.state as typeof study.state;
        judged = guess();
      }
      alive = judged.result === 'right';
      const { provenMs, frontierMs } = judged.state.progress;
      if (alive) expect(provenMs).toBeGreaterThan(0);
      else expect([judged.result, provenMs, frontierMs]).toEqual(['wrong_again', 0, 0]);
      if (alive) survived[k] = (survived[k] ?? 0) + 1;
    }
  }
  for (let k = 1; k <= 3; k++) {
    const band = binomialBand(runs, pass ** k, 3.5);
    expect(survived[k]).toBeGreaterThanOrEqual(band.min);
    expect(survived[k]).toBeLessThanOrEqual(band.max);
  }
});

test('positive control: where the answer keeps its place, "first" always passes', () => {
  const naive = () => {
    const { choices, rightAnswer } = drawControl(
      pool,
      0,
      { ...secureDraw, drawInt: (below) => below - 1 },
      'picture',
    );
    return { ids: choices.map(({ id }) => id), rightAnswer };
  };
  const places = Array.from({ length: 100 }, () => {
    const { ids, rightAnswer } = naive();
    return ids.indexOf(rightAnswer);
  });
  expect(new Set(places).size).toBe(1);
});

test('C03: what is shown of a control names neither drawing, word nor right choice', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const study = studyAtControl(seed);
    const { control } = study.state;
    const shown = JSON.stringify(showStanding(study.state, study.now).control);
    expect(shown).not.toContain('rightAnswer');
    if (control.kind === 'picture') expect(shown).not.toContain(control.prompt);
    expect(shown).not.toContain(control.audioBlob);
    if (control.kind === 'number') expect(shown).not.toContain(`"${control.rightAnswer}"`);
    for (const { drawing } of control.choices) if (drawing) expect(shown).not.toContain(drawing);
    const keys = control.choices.map((c) => Object.keys(c).sort().join());
    expect(new Set(keys).size).toBeLessThanOrEqual(1);
  }
});
