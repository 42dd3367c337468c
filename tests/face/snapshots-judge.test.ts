import { describe, expect, it } from 'vitest';
import { cropDifference } from '../../app/presence/challenge/compare-crops.ts';
import type { FaceSeen, FaceTemplate, FrameObservation } from '../../app/presence/engine/observation.ts';
import type { SnapshotVerdict } from '../../app/presence/face-state.ts';
import { gradePresence } from '../../app/presence/snapshot/grade-presence.ts';
import { judgeSnapshot } from '../../app/presence/snapshot/judge-snapshot.ts';
import { makeFaceTemplate } from './make-template.ts';

// P009: one photograph says little, several say something, a person decides.

const her = makeFaceTemplate(1);

function face({ embedding, embeddingWide }: FaceTemplate, facePx = 180): FaceSeen {
  const box = { x: 100, y: 80, width: facePx, height: facePx };
  return {
    ...{ score: 0.9, box, facePx, yaw: 0, pitch: 0, roll: 0, eyes: { left: 0.3, right: 0.3 } },
    ...{ embedding, embeddingWide, areaPermille: (1_000 * facePx * facePx) / (640 * 480) },
  };
}

const seen = (faces: FaceSeen[], brightness = 100, contrast = 40): FrameObservation => ({
  faces,
  brightness,
  contrast,
});

const other = makeFaceTemplate(2);
const rows: [string, FrameObservation, boolean, SnapshotVerdict, boolean, boolean][] = [
  ['she', seen([face(makeFaceTemplate(1, 0.49))]), false, 'match', true, false],
  ['perhaps she', seen([face(makeFaceTemplate(1, 0.53))]), false, 'doubt', true, true],
  ['somebody else', seen([face(other)]), false, 'other', false, true],
  ['nobody', seen([]), false, 'nobody', false, false],
  ['a thumb on the lens', seen([], 12, 4), false, 'covered', false, false],
  ['a grey cloth', seen([], 120, 3), false, 'covered', false, false],
  ['she and another', seen([face(her), face(other, 120)]), false, 'two_people', false, false],
  ['she and her helper', seen([face(her), face(other, 120)]), true, 'two_people', true, false],
  ['she behind her helper', seen([face(other), face(her, 120)]), true, 'two_people', true, false],
  ['only helpers', seen([face(other), face(makeFaceTemplate(3), 120)]), true, 'two_people', false, true],
  ['one helper alone', seen([face(other)]), true, 'other', false, true],
];

it.each(rows)('%s', (_, observation, hasHelper, verdict, counts, leavesDoubt) => {
  expect(judgeSnapshot(observation, her, hasHelper)).toMatchObject({ verdict, counts, leavesDoubt });
});

describe('several photographs', () => {
  const grade = (...verdicts: SnapshotVerdict[]) =>
    gradePresence(
      verdicts.map((verdict, i) => ({
        id: `s${i}`,
        verdict,
        counts: verdict === 'match' || verdict === 'doubt',
      })),
    );

  it('one alone is never more than a notice', () => {
    for (const verdict of ['doubt', 'other', 'nobody', 'two_people', 'covered'] as const) {
      expect(grade('match', 'match', 'match', verdict)?.grade, verdict).toBe('notice');
      expect(grade(verdict)?.grade, verdict).toBe('notice');
    }
  });

  it('two of three are a warning, three of four serious, named by the heaviest', () => {
    expect(grade('nobody', 'match', 'nobody')).toEqual({
      ...{ grade: 'warning', verdict: 'nobody', demandIds: ['s0', 's2'] },
    });
    expect(grade('match', 'other', 'doubt')).toMatchObject({ grade: 'warning', verdict: 'other' });
    expect(grade('other', 'match', 'nobody', 'other')).toEqual({
      ...{ grade: 'serious', verdict: 'other', demandIds: ['s0', 's2', 's3'] },
    });
    expect(grade('other', 'match', 'match', 'other')?.grade).toBe('notice');
  });

  it('a clear one ends it, and a helper who was announced is no mark', () => {
    expect(grade('other', 'other', 'other', 'match')).toBeNull();
    expect(gradePresence([])).toBeNull();
    const helped = { id: 'h', verdict: 'two_people' as const, counts: true };
    expect(gradePresence([helped, helped, helped])).toBeNull();
  });
});

it('pixels tell a copy: brightness and contrast play no part, another picture does', () => {
  const picture = Uint8Array.from({ length: 400 }, (_, i) => 60 + ((i * 37) % 91));
  const brighter = picture.map((value) => value * 1.2 + 20);
  const moved = Uint8Array.from(picture, (_, i) => picture[(i + 3) % 400] ?? 0);
  expect(cropDifference(picture, picture)).toBeCloseTo(0, 9);
  expect(cropDifference(picture, brighter)).toBeLessThan(0.001);
  expect(cropDifference(picture, moved)).toBeGreaterThan(0.3);
  const flat = new Uint8Array(400).fill(80);
  expect([cropDifference(flat, flat), cropDifference(flat, picture)]).toEqual([0, 1]);
});
