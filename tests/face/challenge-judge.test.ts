import { describe, expect, it } from 'vitest';
import type { FaceSeen, FaceTemplate, FrameObservation } from '../../app/presence/engine/observation.ts';
import type { ChallengeAction, FaceFault } from '../../app/presence/face-state.ts';
import { countBlinks, judgeActions } from '../../app/presence/challenge/judge-actions.ts';
import {
  judgeChallenge,
  type ChallengeToJudge,
  type FrameToJudge,
} from '../../app/presence/challenge/judge-challenge.ts';
import { namePose } from '../../app/presence/challenge/name-pose.ts';
import { makeFaceTemplate } from './make-template.ts';

// P007: what the server's rules make of what the server saw. The frames here are numbers; real ones are in
// tests/cheats/face-*.

const her = makeFaceTemplate(1);

function face(template: FaceTemplate, more: { yaw?: number; open?: number; facePx?: number } = {}): FaceSeen {
  const { yaw = 3, open = 0.36, facePx = 200 } = more;
  const box = { x: 140, y: 60, width: facePx, height: facePx };
  const { embedding, embeddingWide } = template;
  return {
    ...{ score: 0.9, box, facePx, yaw, pitch: 0, roll: 0, eyes: { left: open, right: open } },
    ...{ embedding, embeddingWide, areaPermille: (1_000 * facePx * facePx) / (480 * 360) },
  };
}

const observed = (faces: FaceSeen[], brightness = 110): FrameObservation => ({
  faces,
  brightness,
  contrast: 45,
});

const actions: ChallengeAction[] = [
  { action: 'turn_left', holdMs: 800 },
  { action: 'blink', times: 2 },
  { action: 'turn_right', holdMs: 700 },
];
const shownMs = [1_500, 4_000, 7_500];
type Looks = { yaw?: number; open?: number };
const ahead: Looks = {};
const left: Looks = { yaw: 22 };
const right: Looks = { yaw: -18 };
const shut: Looks = { open: 0.14 };
/** What she does and when it arrives, ms: an honest check of `actions`. */
const honest: [number, Looks][] = [
  ...([
    [200, ahead],
    [600, ahead],
    [1_000, ahead],
  ] as [number, Looks][]),
  ...([
    [1_900, ahead],
    [2_400, left],
    [3_200, left],
  ] as [number, Looks][]),
  ...([
    [4_400, ahead],
    [4_800, shut],
    [5_200, ahead],
    [5_600, shut],
    [6_000, ahead],
  ] as [number, Looks][]),
  ...([
    [8_000, ahead],
    [8_500, right],
    [9_300, right],
  ] as [number, Looks][]),
];

function challenge(
  plan: [number, Looks][] = honest,
  more: Partial<ChallengeToJudge> = {},
  change: (frame: FrameToJudge, at: number) => Partial<FrameToJudge> = () => ({}),
): ChallengeToJudge {
  const frames = plan.map(([arrivedMs, looks], at): FrameToJudge => {
    const seen = observed([face(makeFaceTemplate(1, 0.05 + at / 200), looks)]);
    const frame = { seq: at + 1, arrivedMs, seen, copyDifference: 0.2, change: 0.02 };
    return { ...frame, ...change(frame, at) };
  });
  return { actions, shownMs, frames, reference: her, ...more };
}

/** An honest check whose first `count` frames differ so little from earlier pictures. */
const copying = (copyDifference: number, count: number) =>
  challenge(honest, {}, (_, at) => (at < count ? { copyDifference } : {}));

const faultOf = (one: ChallengeToJudge) => judgeChallenge(one).fault;
const seenAs = (seen: FrameObservation) => () => ({ seen });

it('an honest check passes, with numbers that name nobody', () => {
  const verdict = judgeChallenge(challenge());
  expect(verdict).toMatchObject({ fault: null, copies: 0 });
  expect(verdict.distance).toBeLessThan(200);
  expect(verdict.frames.map(({ pose }) => pose).join(' ')).toBe(
    'ahead ahead ahead ahead left left ahead shut ahead shut ahead ahead right right',
  );
  expect(verdict.frames.map(({ step }) => step).join('')).toBe('00011122222333');
  // Never an embedding in what is stored: all numbers are whole and few.
  expect(JSON.stringify(verdict)).not.toMatch(/embedding|\d\.\d/);
});

it('her left is the right of the picture that no mirror shows: yaw above 0', () => {
  const baseline = { yaw: 3, openness: 0.36 };
  expect(namePose(face(her, { yaw: 13 }), baseline)).toBe('left');
  expect(namePose(face(her, { yaw: 12.9 }), baseline)).toBe('ahead');
  expect(namePose(face(her, { yaw: -7 }), baseline)).toBe('right');
  expect(namePose(face(her, { open: 0.25 }), baseline)).toBe('shut');
  expect(namePose(face(her, { open: 0.26 }), baseline)).toBe('ahead');
  // A turned head makes eyes narrow; that is no blink.
  expect(namePose(face(her, { yaw: 20, open: 0.1 }), baseline)).toBe('left');
});

it('an enrolment has nobody to compare with, and keeps the best straight look', () => {
  const verdict = judgeChallenge(challenge(honest, { reference: null }));
  expect([verdict.fault, verdict.distance]).toEqual([null, null]);
  expect(verdict.frames[verdict.frontAt ?? -1]?.pose).toBe('ahead');
});

const late = honest.map(([, looks], at): [number, Looks] => [9_000 + at * 10, looks]);
const early = honest.map(([ms, looks]): [number, Looks] => [ms > 7_500 ? 7_500 + ms / 1_000 : ms, looks]);

const cases: Record<string, [ChallengeToJudge, FaceFault]> = {
  'eleven frames': [challenge(honest.slice(0, 11)), 'too_few_frames'],
  'an action that was never shown': [challenge(honest, { shownMs: shownMs.slice(0, 2) }), 'too_few_frames'],
  'all frames at the end': [challenge(late), 'arrival'],
  'frames before an action can be done': [challenge(early), 'arrival'],
  'a dark room': [challenge(honest, {}, ({ seen }) => ({ seen: { ...seen, brightness: 20 } })), 'too_dark'],
  'no face in one frame': [
    challenge(honest, {}, (_, at) => (at === 6 ? seenAs(observed([]))() : {})),
    'no_face',
  ],
  'two faces in one frame': [
    challenge(honest, {}, ({ seen }, at) =>
      at === 5
        ? { seen: { ...seen, faces: [...seen.faces, face(makeFaceTemplate(2), { facePx: 90 })] } }
        : {},
    ),
    'two_faces',
  ],
  'a small face': [
    challenge(honest, {}, (_, at) => (at === 2 ? { seen: observed([face(her, { facePx: 89 })]) } : {})),
    'too_far',
  ],
  'three copies of earlier frames': [copying(0.003, 3), 'replayed'],
  'half of the frames near copies': [copying(0.006, honest.length / 2), 'replayed'],
  'another person from the middle on': [
    challenge(honest, {}, (_, at) =>
      at < 7 ? {} : { seen: observed([face(makeFaceTemplate(2), honest[at]?.[1])]) },
    ),
    'changed_person',
  ],
  'another person': [challenge(honest, { reference: makeFaceTemplate(3) }), 'other_person'],
  'not certainly her': [challenge(honest, { reference: makeFaceTemplate(1, 0.6) }), 'doubt'],
  'nothing moves': [challenge(honest.map(([ms]) => [ms, ahead])), 'still'],
  'one picture, encoded anew each time': [challenge(honest, {}, () => ({ change: 0.00001 })), 'still'],
  'left and right changed': [
    challenge(honest.map(([ms, looks]) => [ms, looks.yaw ? { yaw: looks.yaw > 0 ? -18 : 22 } : looks])),
    'wrong_action',
  ],
  'a turn instead of a blink': [
    challenge(honest.map(([ms, looks]) => [ms, looks.open ? right : looks])),
    'wrong_action',
  ],
  'one blink of two': [
    challenge(honest.map(([ms, looks]) => [ms, ms === 5_600 ? ahead : looks])),
    'action_missing',
  ],
  'a turn too short to be held': [
    challenge(honest.map(([ms, looks]) => [ms, ms === 3_200 ? ahead : looks])),
    'action_missing',
  ],
  'an action in the time of another': [
    challenge(honest, { actions: [actions[1], actions[0], actions[2]] as ChallengeAction[] }),
    'wrong_action',
  ],
};

it.each(Object.entries(cases))('%s is refused', (_, [one, fault]) => {
  expect(faultOf(one)).toBe(fault);
});

it('two chance likenesses are no replay, a poster far behind is nobody', () => {
  expect(faultOf(copying(0.001, 2))).toBeNull();
  // She keeps still where she sat a minute ago: many looks come near one of then, no three lie on it.
  expect(faultOf(copying(0.004, honest.length / 2 - 1))).toBeNull();
  const poster = { ...face(makeFaceTemplate(9), { facePx: 34 }), score: 0.9 };
  expect(
    faultOf(challenge(honest, {}, ({ seen }) => ({ seen: { ...seen, faces: [...seen.faces, poster] } }))),
  ).toBeNull();
});

describe('actions', () => {
  const turn: ChallengeAction = { action: 'turn_left', holdMs: 600 };
  const blink: ChallengeAction = { action: 'blink', times: 1 };

  it('counts closed eyes with open ones between them', () => {
    expect(countBlinks(['ahead', 'shut', 'shut', 'ahead', 'shut'])).toBe(2);
    expect(countBlinks(['ahead', 'ahead'])).toBe(0);
  });

  it('she may come back from a turn, and blink once of her own', () => {
    expect(
      judgeActions([
        { asked: turn, poses: ['ahead', 'left', 'shut', 'left'] },
        { asked: blink, poses: ['left', 'ahead', 'shut', 'ahead', 'shut'] },
      ]),
    ).toBeNull();
    expect(judgeActions([{ asked: blink, poses: ['shut', 'ahead', 'shut', 'ahead', 'shut'] }])).toBe(
      'wrong_action',
    );
  });

  it('coming back does not excuse turning again', () => {
    const steps = [
      { asked: turn, poses: ['left', 'left'] as const },
      { asked: blink, poses: ['left', 'ahead', 'left', 'shut'] as const },
    ];
    expect(judgeActions(steps.map(({ asked, poses }) => ({ asked, poses: [...poses] })))).toBe(
      'wrong_action',
    );
  });
});
