import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishVersion } from '../../app/approval/publish-version.server.ts';
import { withdrawVersion } from '../../app/approval/withdraw-version.server.ts';
import { checkApproved } from '../../app/evidence/check-approved.ts';
import {
  contentHeadMessage,
  type ChainedContentEvent,
  type ContentHead,
  type ExportedContent,
} from '../../app/evidence/content-event.ts';
import { exportContent } from '../../app/evidence/export-content.server.ts';
import { readContentExport } from '../../app/evidence/read-export.ts';
import { signMessage } from '../../app/evidence/sign-checkpoint.server.ts';
import type { EvidenceExport } from '../../app/evidence/verify-export.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { platform } from '../harness/enter-script.ts';
import { fixtureLesson, fixtures } from '../harness/fixtures.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { openSchool, type School } from './open-school.ts';
import { runVerifier } from './run-verifier.ts';
import { chainContentAnew, forgeContent, readContent } from './tamper-content.ts';
import { eventOf, judge, readFileOf } from './tamper-export.ts';

// P011, F05, H10: an export carries the approval of what was studied. Whoever changes a row of it is found out, and the row
// is named; whoever held the key and wrote what never may happen is found out too.

let school: School;
/** A learner's export, with the chain of the version that she studied. */
let file: EvidenceExport;
const { videoVersionId } = fixtureLesson(1);

beforeAll(async () => {
  school = await openSchool();
  const window = await school.enter(1);
  await window.openLease();
  await window.studyHonestly(21_000, school.solve);
  file = await readFileOf(school.sql, window.learner.id);
}, 60_000);
afterAll(() => school?.close());

const contentOf = (one: EvidenceExport): ExportedContent => {
  const [content] = one.contents;
  if (!content) throw new Error('the export has no content');
  return content;
};
const withContent = (changed: Partial<ExportedContent>): EvidenceExport => ({
  ...file,
  contents: [{ ...contentOf(file), ...changed }],
});
describe('the approval in an export', () => {
  it('is there, holds, and says who approved which bytes under which document', () => {
    const verdict = judge(file);
    expect(verdict.broken).toBeNull();
    expect(verdict.creditedMs + (verdict.lessons[0]?.frontierMs ?? 0)).toBeGreaterThan(0);
    const [content] = verdict.contents;
    expect(content).toMatchObject({
      videoVersionId,
      state: 'published',
      lessonId: fixtureLesson(1).lessonId,
    });
    expect(content?.approval?.documentNumber).toBe('测试批准');
    expect(content?.approvers).toMatchObject([
      { personId: fixtures.reviewer.id, institutionId: fixtures.institutionId },
    ]);
    const opened = eventOf(file.rows[0]!);
    expect(opened.kind === 'lease_opened' && opened.contentSha256).toBe(content?.contentSha256);
  });

  it('every change of every row is found, and named where it is (100 %)', () => {
    let tried = 0;
    const missed: string[] = [];
    for (const { how, forged, from, to } of forgeContent(contentOf(file))) {
      tried++;
      const { broken } = judge(withContent(forged));
      if (broken?.videoVersionId !== videoVersionId || broken.row < from || broken.row > to)
        missed.push(
          `${how}: ${broken ? `${broken.videoVersionId ?? 'learner'} row ${broken.row}, not ${from}` : 'not found'}`,
        );
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(250);
  });

  it('an end that is forged, foreign, moved or missing is found; so is a chain that is missing', () => {
    const content = contentOf(file);
    const head = content.heads.at(-1)!;
    const { signature: _, ...signed } = head;
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const own = sign(null, Buffer.from(contentHeadMessage(signed)), privateKey).toString('base64');
    const heads: Record<string, ContentHead[]> = {
      'by another key': [{ ...head, signature: own }],
      'of nothing': [{ ...head, signature: '' }],
      'of another row': [{ ...head, seq: head.seq - 1 }],
      'of another hash': [{ ...head, hash: '0'.repeat(64) }],
      'of another moment': [{ ...head, signedAt: { ...head.signedAt, wallMs: head.signedAt.wallMs + 1 } }],
      'of another version': [{ ...head, videoVersionId: fixtureLesson(2).videoVersionId }],
      missing: [],
    };
    for (const [how, list] of Object.entries(heads))
      expect(judge(withContent({ heads: list })).broken?.videoVersionId, how).toBe(videoVersionId);
    // Nothing at all: the lease on it does not hold.
    expect(judge({ ...file, contents: [] }).broken).toEqual({
      row: 1,
      why: 'there is no record of the approval of its video (P011)',
    });
    const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    expect(judge({ ...file, publicKey: spki }).broken).not.toBeNull();
  });
});

describe('what may never happen, signed by who holds the key', () => {
  const content = () => contentOf(file);
  const events = () => content().rows.map(readContent);
  const step = (name: string) =>
    events().findIndex((one) => one.kind === 'version_step' && one.step === name);
  const remake = (list: ChainedContentEvent[]) =>
    judge({ ...file, contents: [chainContentAnew(list, testMasterKey, content())] }).broken;
  const set = (name: string, change: object) =>
    events().with(step(name), { ...events()[step(name)]!, ...change } as ChainedContentEvent);
  const factsOf = (name: string) => events()[step(name)]!.facts;
  const later = (ms: number) => {
    const { at } = eventOf(file.rows.at(-1)!);
    return { ...at, wallMs: at.wallMs + ms, monoMs: at.monoMs + ms };
  };
  const withdrawal = (at: object): ChainedContentEvent =>
    ({
      ...events()[step('publish')]!,
      step: 'withdraw',
      from: 'published',
      to: 'withdrawn',
      reason: '过时',
      at,
    }) as ChainedContentEvent;

  it('positive control: the same rows, signed anew, hold; so does a withdrawal after the study', () => {
    expect(remake(events())).toBeNull();
    expect(remake([...events(), withdrawal(later(1_000))])).toBeNull();
  });

  it.each<[string, number, () => ChainedContentEvent[]]>([
    ['approved by who brought it', 5, () => set('upload', { actorId: fixtures.reviewer.id })],
    [
      'approved by the institution that brought it',
      5,
      () =>
        set('upload', { actorInstitutionId: fixtures.institutionId, actorRole: 'author' }).map((one) =>
          one.actorRole === 'platform'
            ? { ...one, actorRole: 'author', actorInstitutionId: fixtures.institutionId }
            : one,
        ),
    ],
    ['approved by nobody', 5, () => set('approve', { actorId: null })],
    ['approved by an author', 5, () => set('approve', { actorRole: 'author' })],
    [
      'approved under no document',
      5,
      () => set('approve', { facts: { ...factsOf('approve'), documentNumber: ' ' } }),
    ],
    [
      'approved by one where two were needed',
      5,
      () => set('approve', { facts: { ...factsOf('approve'), needed: 2 } }),
    ],
    [
      'approved by others than are named',
      5,
      () => set('approve', { facts: { ...factsOf('approve'), approvers: 'x' } }),
    ],
    [
      'approved in other bytes',
      5,
      () => set('approve', { facts: { ...factsOf('approve'), contentSha256: '0'.repeat(64) } }),
    ],
    ['published in other bytes', 6, () => set('publish', { facts: { contentSha256: '0'.repeat(64) } })],
    ['published without approval', 5, () => events().toSpliced(step('approve'), 1)],
    ['published from a state it never had', 6, () => set('publish', { from: 'submitted' })],
    ['a step that does not exist', 6, () => set('publish', { step: 'constructor' })],
    ['a kind that does not exist', 6, () => set('publish', { kind: 'version_blessed' })],
    ['brought twice', 2, () => [events()[0]!, ...events()]],
    ['begun before it was brought', 1, () => events().slice(1)],
    ['handed in by a worker', 4, () => set('submit', { actorRole: 'worker' })],
    ['withdrawn without a reason', 7, () => [...events(), { ...withdrawal(later(0)), reason: '' }]],
  ])('%s', (_, row, make) => {
    expect(remake(make())).toMatchObject({ row, videoVersionId });
  });

  it.each<[string, () => ChainedContentEvent[]]>([
    [
      'other bytes than she studied',
      () =>
        events().map((one) => ({
          ...one,
          facts:
            'contentSha256' in one.facts && one.facts['contentSha256']
              ? { ...one.facts, contentSha256: '1'.repeat(64) }
              : one.facts,
        })),
    ],
    ['another length', () => set('submit', { facts: { ...factsOf('submit'), durationMs: 1 } })],
    [
      'another lesson',
      () => set('upload', { facts: { ...factsOf('upload'), lessonId: fixtureLesson(2).lessonId } }),
    ],
    ['published after she began', () => set('publish', { at: later(60_000) })],
    ['never published', () => events().slice(0, step('publish'))],
    ['withdrawn before she began', () => [...events(), withdrawal({ ...events()[step('publish')]!.at })]],
  ])('a lease on a version that was approved in %s breaks at the lease', (_, make) => {
    const broken = remake(make());
    expect(broken?.videoVersionId).toBeUndefined();
    expect(broken?.row).toBe(1);
  });

  it('seconds that are credited longer than one key group after a withdrawal do not hold', () => {
    const [judged] = judge(file).contents;
    const opened = eventOf(file.rows[0]!);
    if (!judged || opened.kind !== 'lease_opened') throw new Error('no lease');
    const live = { opened, counted: opened.at };
    const credit = (kind: string, ms: number) => {
      const found = file.rows.map(eventOf).find((one) => one.kind === kind)!;
      const at = { ...opened.at, wallMs: opened.at.wallMs + ms, monoMs: opened.at.monoMs + ms };
      const signedAt = { ...at, wallMs: at.wallMs + 60_000, monoMs: at.monoMs + 60_000 };
      const withdrawn = { ...judged, withdrawnAt: opened.at, signedAt };
      const moved = found.kind === 'played' ? { ...found, at, counted: at } : { ...found, at };
      return checkApproved(new Map([[videoVersionId, withdrawn]]), { live }, moved);
    };
    for (const kind of ['played', 'control_answered']) {
      expect(credit(kind, 39_999), kind).toBeNull();
      expect(credit(kind, 40_001), kind).toContain('after its video was withdrawn');
    }
    // What credits nothing may come whenever it comes.
    expect(credit('control_asked', 90_000)).toBeNull();
  });

  it('an end that was signed before the study was over does not speak for what came after', () => {
    const signedAt = { ...eventOf(file.rows[0]!).at };
    const before = { ...signedAt, wallMs: signedAt.wallMs - 60_000, monoMs: signedAt.monoMs - 60_000 };
    const { signature: _, ...head } = content().heads.at(-1)!;
    const old = { ...head, signedAt: before };
    const signature = signMessage(testMasterKey, contentHeadMessage(old)).toString('base64');
    expect(judge(withContent({ heads: [{ ...old, signature }] })).broken?.why).toContain('ends before it');
  });
});

it('withdrawn for real: the export still holds, tells of it, and the version by itself verifies', async () => {
  const house = { sql: school.sql, masterKey: testMasterKey };
  await expect(publishVersion(house, videoVersionId, platform, readClock())).rejects.toThrow('version_step');
  await withdrawVersion(house, videoVersionId, '内容过时', platform, readClock());
  const verdict = judge(await readFileOf(school.sql, file.learnerId));
  expect(verdict.broken).toBeNull();
  expect(verdict.contents[0]).toMatchObject({ state: 'withdrawn' });
  let text = '';
  for await (const line of exportContent(school.sql, testMasterKey, videoVersionId, readClock()))
    text += line;
  const alone = readContentExport(text);
  expect(alone?.content.rows).toHaveLength(7);
  expect(judge({ ...file, contents: [alone!.content] }).broken).toBeNull();
});

it('npm run evidence:verify verifies the export of one video version alike', async () => {
  let text = '';
  for await (const line of exportContent(school.sql, testMasterKey, videoVersionId, readClock()))
    text += line;
  const good = await runVerifier(text);
  expect([good.code, good.said]).toEqual([0, expect.stringContaining('published')]);
  const lines = text.split('\n');
  const cut = await runVerifier(lines.toSpliced(5, 1).join('\n'));
  expect([cut.code, cut.said]).toEqual([1, expect.stringContaining(`video version ${videoVersionId} row 5`)]);
  expect((await runVerifier(`${lines[0]}\n`)).code).toBe(1);
  expect((await runVerifier(text.replace(videoVersionId, fixtureLesson(2).videoVersionId))).code).toBe(2);
}, 60_000);
