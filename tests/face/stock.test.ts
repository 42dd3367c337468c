import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawConsent } from '../../app/identity/withdraw-consent.server.ts';
import { declineConsent } from '../../app/identity/decline-consent.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { countStock } from '../../app/presence/keeping/count-stock.server.ts';
import { eraseFrames } from '../../app/presence/keeping/erase-frames.server.ts';
import { exportFiling } from '../../app/presence/keeping/export-filing.server.ts';
import { faceNumbers } from '../../app/presence/keeping/face-numbers.ts';
import { enterAssessment, readAssessments } from '../../app/presence/keeping/impact-register.server.ts';
import { isAssessmentDue } from '../../app/presence/keeping/is-assessment-due.ts';
import { judgeStock } from '../../app/presence/keeping/judge-stock.ts';
import { watchStock } from '../../app/presence/keeping/watch-stock.server.ts';
import { writeFiling } from '../../app/presence/keeping/write-filing.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { enrolConfirmed, said } from './enrol-learner.ts';
import { inDays, openPrivateHouse, type PrivateHouse } from './open-private-house.ts';
import { storeFrames } from './store-frames.ts';

// Filing is due within 30 working days once 100,000 persons' face data are stored; the stock is counted from day one.

let place: PrivateHouse;
beforeAll(async () => {
  place = await openPrivateHouse();
});
afterAll(() => place?.close());

const idOf = (n: number) => fixtureLearner(n).id;

it.each([
  [0, 'quiet', 70_000],
  [69_999, 'quiet', 70_000],
  [70_000, 'warned', 90_000],
  [89_999, 'warned', 90_000],
  [90_000, 'urgent', 100_000],
  [99_999, 'urgent', 100_000],
  [100_000, 'due', null],
  [250_000, 'due', null],
])('%i persons: %s, next at %s', (persons, level, nextAt) => {
  expect(judgeStock(persons)).toEqual({ level, nextAt });
});

describe('the stock', () => {
  it('counts persons, not pictures, and forgets who withdrew or whose pictures are over', async () => {
    expect(await countStock(place.sql)).toMatchObject({ persons: 0 });
    await enrolConfirmed(place.house, idOf(1), 1);
    await enrolConfirmed(place.house, idOf(2), 2);
    for (const n of [1, 3]) await storeFrames(place.house, idOf(n), readClock());
    await storeFrames(place.house, idOf(3), readClock());
    expect(await countStock(place.sql)).toEqual({
      ...{ persons: 3, withReference: 2, withIdPhoto: 0, withSnapshots: 0, withFrames: 2 },
    });
    await withdrawConsent(place.house, idOf(1), said, readClock());
    expect(await countStock(place.sql)).toMatchObject({ persons: 2, withReference: 1, withFrames: 1 });
    await eraseFrames(place.house, inDays(8));
    expect(await countStock(place.sql)).toMatchObject({ persons: 1, withFrames: 0 });
  });

  it('warns at 70,000 persons, and not before; counting them lasts seconds at most', async () => {
    const lines: object[] = [];
    const warn = (facts: object) => void lines.push(facts);
    let tookMs = Infinity;
    const undone = place.sql.begin(async (tx) => {
      const add = async (count: number) => {
        await tx`insert into person (institution_id, role, name, phone)
          select ${fixtures.institutionId}, 'learner', 'n', 'stock ' || gen_random_uuid()
          from generate_series(1, ${count}::int)`;
        await tx`insert into learner_key (learner_id, wrapped_key)
          select id, '' from person where name = 'n' on conflict do nothing`;
        await tx`insert into id_photo (learner_id, blob, sha256, uploaded_by, uploaded_at)
          select id, '', '', id, now() from person where name = 'n' on conflict do nothing`;
      };
      await add(69_998);
      await watchStock(tx, warn);
      expect(lines).toEqual([]);
      await add(1);
      const startMs = performance.now();
      await watchStock(tx, warn);
      tookMs = performance.now() - startMs;
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(lines).toEqual([{ faceStock: 'warned', persons: 70_000, nextAt: 90_000 }]);
    expect(tookMs).toBeLessThan(10_000);
  });
});

describe('the register of impact assessments', () => {
  const entry = { version: '2026-1', assessedOn: '2026-11-01', summary: '首次评估:模型、阈值与保护措施。' };
  const enter = (more: Partial<typeof entry> = {}) =>
    enterAssessment(place.sql, { ...entry, ...more }, fixtures.reviewer.id, readClock());

  it('asks for a new one when model or any threshold changes', () => {
    const { modelId, thresholds } = faceNumbers;
    const register = [{ modelId, thresholds }];
    expect(isAssessmentDue([], modelId, thresholds)).toBe(true);
    expect(isAssessmentDue(register, modelId, thresholds)).toBe(false);
    expect(isAssessmentDue(register, `${modelId}x`, thresholds)).toBe(true);
    expect(isAssessmentDue(register, modelId, { ...thresholds, match: 0.51 })).toBe(true);
    expect(isAssessmentDue(register, modelId, { ...thresholds, another: 1 })).toBe(true);
    expect(isAssessmentDue([{ modelId, thresholds: { ...thresholds, old: 1 } }], modelId, thresholds)).toBe(
      true,
    );
    // The newest counts: what once was assessed and is used again is assessed again.
    expect(isAssessmentDue([{ modelId: 'other', thresholds }, ...register], modelId, thresholds)).toBe(true);
  });

  it('keeps each version once, with model and thresholds of now', async () => {
    const refused = { code: 'bad_shape' };
    await expect(enter({ version: ' ' })).rejects.toMatchObject(refused);
    await expect(enter({ summary: '短' })).rejects.toMatchObject(refused);
    for (const assessedOn of ['2999-01-01', '2026-02-31', 'yesterday', '2026-13-01'])
      await expect(enter({ assessedOn })).rejects.toMatchObject(refused);
    expect(await readAssessments(place.sql)).toEqual([]);
    await enter();
    await expect(enter()).rejects.toMatchObject(refused);
    const register = await readAssessments(place.sql);
    expect(register).toMatchObject([
      { ...entry, modelId: faceNumbers.modelId, assessedBy: fixtures.reviewer.id },
    ]);
    expect(isAssessmentDue(register, faceNumbers.modelId, faceNumbers.thresholds)).toBe(false);
  });
});

it('the filing states numbers and facts, in JSON and CSV, and no person', async () => {
  await declineConsent(place.house, idOf(4), said, readClock());
  const facts = await exportFiling(place.sql, readClock());
  expect(facts).toMatchObject({
    stock: { persons: 1 },
    consents: { given: 1, declined: 1, withdrawn: 1 },
    retention: { appealDays: { min: 7, max: 7 }, retentionYears: { min: 3, max: 3 } },
    places: [{ placeCode: '410100', persons: 1 }],
    assessment: { version: '2026-1' },
    modelId: faceNumbers.modelId,
  });
  expect(facts.files).toHaveLength(10);
  expect(facts.erased).toContainEqual({ what: 'key', why: 'consent_withdrawn', count: 1 });
  const csv = writeFiling(facts);
  expect(csv.startsWith('\uFEFF项目 / Fact,内容 / Value\r\n')).toBe(true);
  for (const line of ['存有人脸信息的人数', '410100: 1', 'match 0.5', '人脸特征模板', '监管平台'])
    expect(csv).toContain(line);
  const people = await place.sql<
    { id: string; name: string; phone: string }[]
  >`select id, name, phone from person`;
  for (const text of [csv, JSON.stringify(facts)]) {
    for (const { id, name, phone } of people)
      for (const trace of [id, name, phone]) expect(text.includes(trace), trace).toBe(false);
  }
});

it('no cell of the file is a formula', async () => {
  const facts = await exportFiling(place.sql, readClock());
  const csv = writeFiling({ ...facts, modelId: '=HYPERLINK("http://x")' });
  expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
});
