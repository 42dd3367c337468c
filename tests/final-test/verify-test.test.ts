import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChainedEvent } from '../../app/evidence/event.ts';
import { readExport } from '../../app/evidence/read-export.ts';
import { checkpointMessage, type EvidenceExport } from '../../app/evidence/verify-export.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { decideTry, grantTry } from '../../app/study/final-test/grant-try.server.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { runVerifier } from '../cheats/run-verifier.ts';
import { signContentAnew } from '../cheats/tamper-content.ts';
import { chainAnew, changeField, eventOf, judge, makeRow, writeExport } from '../cheats/tamper-export.ts';
import { sessionOf } from '../face/store-face.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { finishLessons, putQuestions, readPaper, rightOf, TestWindow } from './sit-test.ts';

// I8 for the final test: whoever changes an answer, a paper or a result in the log is found, with nothing but the export.

let school: School;
let file: EvidenceExport;
let text: string;
const learner = fixtureLearner(1);

beforeAll(async () => {
  school = await openSchool({
    final_test: { questions: 4, limit_s: 600, pass_pct: 50, tries: 1, retry_wait_s: 60, face_within_s: 300 },
  });
  const { sql } = school;
  await putQuestions(sql);
  await finishLessons(sql, learner);
  const first = new TestWindow(await school.enter(1));
  await first.open();
  await first.answerAll(sql, 1);
  // One answer is changed before she hands in: from right to wrong.
  await first.answer(1, ((rightOf(await readPaper(sql, first.paperId))[0] ?? 0) + 1) % 3);
  await first.finish();
  const { enrolmentId } = learner;
  const clerk = sessionOf(fixtures.clerk.id, 'clerk');
  const given = { enrolmentId, cause: 'other', reason: '当时身体不适' } as const;
  await grantTry(sql, clerk, fixtures.classId, given, readClock());
  const [grant] = await sql<{ id: string }[]>`select id from test_grant`;
  const second = sessionOf(fixtures.bureau.id, 'bureau', fixtures.bureau.institutionId);
  await decideTry(
    sql,
    second,
    fixtures.classId,
    { grantId: grant?.id ?? '', isConfirmed: true },
    readClock(),
  );
  const window = new TestWindow(await school.enter(1));
  await window.open();
  await window.answer(1, 0);
  const other = new TestWindow(await school.enter(1));
  await other.open({ takeOver: true });
  await other.answerAll(sql, 3);
  await other.finish();
  text = await writeExport(sql, learner.id);
  file = readExport(text);
}, 60_000);
afterAll(() => school?.close());

const isTest = (event: ChainedEvent) => event.kind.startsWith('test_');
const withRows = (rows: EvidenceExport['rows']): EvidenceExport => ({ ...file, rows });
/** The rows with one event changed. */
const changeRow = (n: number, change: (event: ChainedEvent) => object) =>
  file.rows.map((row, i) => (i === n ? makeRow(change(eventOf(row)) as ChainedEvent) : row));

it('holds, and comes to the result of each try', () => {
  const verdict = judge(file);
  expect(verdict.broken).toBeNull();
  expect(verdict.tests.map(({ right, passed, endedBy }) => [right, passed, endedBy])).toEqual([
    [0, false, 'submitted'],
    [3, true, 'submitted'],
  ]);
  const kinds = new Set(file.rows.map((row) => eventOf(row).kind).filter((kind) => kind.startsWith('test_')));
  expect([...kinds].sort()).toEqual([
    ...['test_answered', 'test_judged', 'test_moved', 'test_opened', 'test_submitted', 'test_try_granted'],
  ]);
});

it('every field of every row of a test that is changed is found, where it is; chained anew, it is found too', () => {
  let tried = 0;
  for (const [n, row] of file.rows.entries()) {
    const event = eventOf(row);
    if (!isTest(event)) continue;
    for (const field of Object.keys(event)) {
      const rows = changeRow(n, (one) => changeField(one as ChainedEvent, field));
      const { broken } = judge(withRows(rows));
      expect([n + 1, n + 2], `${event.kind} ${field}`).toContain(broken?.row);
      // Seq and prev are written anew by whoever chains anew: then nothing was changed.
      if (field !== 'seq' && field !== 'prev')
        expect(judge(withRows(chainAnew(rows))).broken, `${event.kind} ${field}`).not.toBeNull();
      tried++;
    }
  }
  expect(tried).toBeGreaterThan(150);
});

/** The file as somebody writes it who even has a key of his own, and gives it as the published one. */
function signAnew(rows: EvidenceExport['rows'], key: { privateKey: KeyObject; publicKey: KeyObject }) {
  const chained = chainAnew(rows);
  const last = chained.at(-1);
  const point = { seq: chained.length, hash: last?.hash ?? '', signedAtMs: Date.now(), keyVersion: 1 };
  const message = Buffer.from(checkpointMessage(file.learnerId, point));
  const signature = sign(null, message, key.privateKey).toString('base64');
  const publicKey = key.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const contents = file.contents.map((content) => signContentAnew(content, key.privateKey));
  return { ...file, rows: chained, contents, checkpoints: [{ ...point, signature }], publicKey };
}

it('a result that its answers do not come to is found even when everything is signed anew', () => {
  const key = generateKeyPairSync('ed25519');
  // Positive control: who signs an untouched log anew deceives whoever takes the key from the file.
  expect(judge(signAnew(file.rows, key)).broken).toBeNull();
  const last = (kind: string) => file.rows.findLastIndex((row) => eventOf(row).kind === kind);
  const first = (kind: string) => file.rows.findIndex((row) => eventOf(row).kind === kind);
  const forged = (n: number, change: object) =>
    signAnew(
      changeRow(n, (event) => ({ ...event, ...change })),
      key,
    );
  const judged = first('test_judged');
  const paper = eventOf(file.rows[judged]!) as Extract<ChainedEvent, { kind: 'test_judged' }>;
  const [one, ...others] = paper.drawn;
  if (!one) throw new Error('no question');
  const lastAnswer = last('test_answered');
  const given = eventOf(file.rows[first('test_answered')]!) as Extract<
    ChainedEvent,
    { kind: 'test_answered' }
  >;
  const without = (kind: string) =>
    signAnew(
      file.rows.filter((_, n) => n !== first(kind)),
      key,
    );
  const afterEnd = file.rows.toSpliced(last('test_judged'), 0, file.rows[lastAnswer]!);
  const forgeries: Record<string, EvidenceExport> = {
    'the result is better': forged(judged, { right: 4, passed: true }),
    'it is called passed': forged(judged, { passed: true }),
    'the pass mark is lower': forged(first('test_opened'), { passPct: 1, questions: 4, bankSha256: '00' }),
    'the paper is another': forged(judged, { drawn: [...others, one] }),
    'the right choice is another': forged(judged, {
      drawn: [{ ...one, order: [...one.order].reverse() }, ...others],
    }),
    'the words are others': forged(judged, { drawn: [{ ...one, sha256: '0'.repeat(64) }, ...others] }),
    'the salt is another': forged(judged, { salt: '00' }),
    'a question stands twice': forged(judged, { drawn: [...others, ...others.slice(0, 1)] }),
    // Her first answer was right and the one that stands is not.
    'the change of an answer is gone': signAnew(
      file.rows.filter((row, n) => !(n > first('test_answered') && isChangeOf(row, given.place))),
      key,
    ),
    'it was handed in by nobody': without('test_submitted'),
    'nobody gave the second try': without('test_try_granted'),
    'no photograph was asked': signAnew(
      file.rows.filter((row) => !eventOf(row).kind.startsWith('snapshot_')),
      key,
    ),
    'an answer comes after the end': signAnew(afterEnd, key),
    'one person gave the try': forged(first('test_try_granted'), { confirmedBy: fixtures.clerk.id }),
    'an answer comes from the old window': forged(lastAnswer, { fence: given.fence }),
    'the bank is not there': { ...signAnew(file.rows, key), banks: [] },
    'the bank has other weights': {
      ...signAnew(file.rows, key),
      banks: file.banks.map((bank) => ({ ...bank, weights: [{ item: null, permille: 1 }] })),
    },
  };
  for (const [how, one] of Object.entries(forgeries)) expect(judge(one).broken, how).not.toBeNull();
});

const isChangeOf = (row: EvidenceExport['rows'][number], place: number) => {
  const event = eventOf(row);
  return event.kind === 'test_answered' && event.place === place;
};

it('the verifier alone says what each try came to', async () => {
  const { code, said } = await runVerifier(text);
  expect(code, said).toBe(0);
  expect(said).toContain('final test, try 1: 4 of 4 answered, 0 right, not passed, photographs 1');
  expect(said).toContain('final test, try 2: 4 of 4 answered, 3 right, passed, photographs 1');
});
