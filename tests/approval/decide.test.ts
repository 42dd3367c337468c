import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { decideVersion } from '../../app/approval/decide-version.server.ts';
import { addNote, dropNote } from '../../app/approval/note-version.server.ts';
import { publishVersion } from '../../app/approval/publish-version.server.ts';
import { countWaiting, readQueue } from '../../app/approval/read-queue.server.ts';
import { readReview } from '../../app/approval/read-review.server.ts';
import type { Review } from '../../app/approval/review-rules.ts';
import type { StepActor } from '../../app/approval/version-life.ts';
import { withdrawVersion } from '../../app/approval/withdraw-version.server.ts';
import { readContentRows } from '../../app/evidence/append-content.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { Refusal } from '../../app/platform/refusal.ts';
import { setProfile } from '../cheats/open-school.ts';
import { houseOf, sessionOf } from '../face/store-face.ts';
import {
  authorActor,
  copyVersion,
  dropCopies,
  goodReview,
  leadVersion,
  openOffice,
  reviewerActor,
  reviewers,
} from '../harness/copy-version.ts';
import { platform } from '../harness/enter-script.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';

// P011, H10: who approves what, and what every decision needs, asked under the lock of the version.

let database: TestDatabase;
let house: House;
let version = '';
const [first, second] = [reviewerActor('first'), reviewerActor('second')];
/** A reviewer who works for the institution that brings videos. */
const colleague: StepActor = {
  ...{ role: 'reviewer', personId: fixtures.reviewer.id, institutionId: fixtures.institutionId },
};

beforeAll(async () => {
  database = await openTestDatabase();
  house = houseOf(database);
  await openOffice(house);
});
afterAll(async () => {
  await dropCopies();
  await database?.close();
});
beforeEach(async () => {
  await setProfile(house.sql, { video_approvers_min: 1 });
  version = await copyVersion(house, { actor: authorActor });
  await leadVersion(house, version, 'submitted');
});

const decide = async (changes: Partial<Review> = {}, actor = first) =>
  decideVersion(house, version, await goodReview(house, version, changes), actor, readClock());
const why = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? error.code : Promise.reject(error)),
  );
const stateOf = async () =>
  (await house.sql<{ state: string }[]>`select state from video_version where id = ${version}`)[0]?.state;
const reviewsOf = async () =>
  house.sql`select reviewer_id, decision from version_review where video_version_id = ${version}`;
const pin = (actor = first, atMs = 2_000) =>
  addNote(house.sql, version, { atMs, words: '这里黑了' }, actor, readClock());

describe('what a decision needs', () => {
  const refused: [string, Partial<Review>, string][] = [
    ['an open checklist', { checklist: { content: true } }, 'checklist_open'],
    ['an item that is not in order', { checklist: {} }, 'checklist_open'],
    ['no document', { documentNumber: null }, 'document_missing'],
    ['a document of blanks', { documentNumber: '  ' }, 'document_missing'],
    ['a return without a reason', { decision: 'return', reason: ' ' }, 'reason_missing'],
    ['a return without a pinned note', { decision: 'return', reason: '字幕不对' }, 'note_missing'],
    ['a rejection without a reason', { decision: 'reject', reason: '' }, 'reason_missing'],
    ['other bytes on the screen', { contentSha256: '0'.repeat(64) }, 'content_changed'],
  ];
  test.each(refused)('%s: %j → %s', async (_, changes, code) => {
    expect(await why(decide(changes))).toBe(code);
    expect([await stateOf(), (await reviewsOf()).count]).toEqual(['submitted', 0]);
  });

  it('another reviewer’s note is no note of one’s own', async () => {
    await pin(second);
    expect(await why(decide({ decision: 'return', reason: '字幕不对' }))).toBe('note_missing');
  });

  it('positive controls: all three decisions with what they need', async () => {
    expect(await decide()).toMatchObject({ state: 'approved', approvers: 1, needed: 1 });
    version = await copyVersion(house);
    await leadVersion(house, version, 'submitted');
    await pin();
    expect(await decide({ decision: 'return', reason: '字幕不对' })).toMatchObject({ state: 'returned' });
    version = await copyVersion(house);
    await leadVersion(house, version, 'submitted');
    expect(await decide({ decision: 'reject', reason: '不适合' })).toMatchObject({ state: 'rejected' });
  });
});

describe('who decides', () => {
  it('nobody of the institution that brought it, nor who brought it (H10)', async () => {
    expect(await why(decide({}, colleague))).toBe('approve_own');
    const own = { ...first, institutionId: null, personId: fixtures.author.id };
    expect(await why(decide({}, own))).toBe('approve_own');
    for (const role of ['author', 'clerk', 'inspector', 'learner', 'platform', 'worker'] as const)
      expect(await why(decide({}, { ...first, role })), role).toBe('forbidden');
    expect(await why(decide({}, { ...authorActor }))).toBe('forbidden');
    expect((await reviewsOf()).count).toBe(0);
  });

  it('only while it waits: neither before it was handed in nor a second time', async () => {
    const fresh = await copyVersion(house);
    const review = await goodReview(house, fresh);
    expect(await why(decideVersion(house, fresh, review, first, readClock()))).toBe('version_step');
    await decide();
    for (const actor of [first, second]) expect(await why(decide({}, actor))).toBe('version_step');
    expect((await reviewsOf()).count).toBe(1);
  });

  it('two who decide differently at once: one word counts, and the log has one step', async () => {
    await pin(second);
    const both = await Promise.all([
      why(decide()),
      why(decide({ decision: 'return', reason: '字幕不对' }, second)),
    ]);
    expect(both.filter((code) => code === null)).toHaveLength(1);
    expect(both.filter((code) => code === 'version_step')).toHaveLength(1);
    expect((await reviewsOf()).count).toBe(1);
  });
});

describe('where the profile asks for two', () => {
  beforeEach(() => setProfile(house.sql, { video_approvers_min: 2 }));
  const steps = async () =>
    (await readContentRows(house.sql, version)).map(({ body }) => {
      const { kind, step, decision } = JSON.parse(body) as Record<string, string>;
      return kind === 'version_step' ? step : decision;
    });

  it('the first word waits, the same reviewer’s second one decides nothing, another’s approves', async () => {
    expect(await decide()).toEqual({ state: 'submitted', approvers: 1, needed: 2 });
    expect(await why(publishVersion(house, version, platform, readClock()))).toBe('version_step');
    expect(await why(decide())).toBe('version_step');
    expect(await why(pin())).toBe('version_step');
    expect(await decide({ documentNumber: '豫技办〔2026〕2号' }, second)).toEqual({
      ...{ state: 'approved', approvers: 2, needed: 2 },
    });
    expect((await steps()).slice(-2)).toEqual(['approve', 'approve']);
    const seen = await readReview(house, sessionOf(reviewers.first.id, 'reviewer'), version, readClock());
    expect(seen.reviews.map(({ by }) => by)).toEqual([reviewers.first.name, reviewers.second.name]);
    expect(seen.approvalDocument).toBe('豫技办〔2026〕2号');
  });

  it('two reviewers at once: exactly one approval of the version', async () => {
    const answers = await Promise.all([decide(), decide({}, second)]);
    expect(answers.map(({ state }) => state).sort()).toEqual(['approved', 'submitted']);
    expect((await steps()).filter((step) => step === 'approve')).toHaveLength(2);
    expect(await stateOf()).toBe('approved');
  });

  it('the same reviewer twice at once is one reviewer', async () => {
    const answers = await Promise.all([why(decide()), why(decide()), why(decide())]);
    expect(answers.filter((code) => code === null)).toHaveLength(1);
    expect([await stateOf(), (await reviewsOf()).count]).toEqual(['submitted', 1]);
  });

  it('a return after the first approval ends it', async () => {
    await decide();
    await pin(second);
    expect(await decide({ decision: 'return', reason: '字幕不对' }, second)).toMatchObject({
      state: 'returned',
    });
    expect(await why(publishVersion(house, version, platform, readClock()))).toBe('version_step');
  });
});

describe('notes', () => {
  it('belong to a second of the video and to who wrote them', async () => {
    expect(await why(pin(colleague))).toBe('approve_own');
    expect(await why(pin(authorActor))).toBe('forbidden');
    expect(await why(pin(first, 3_600_000))).toBe('bad_shape');
    expect(await why(addNote(house.sql, version, { atMs: 0, words: ' ' }, first, readClock()))).toBe(
      'reason_missing',
    );
    await pin();
    const [note] = await house.sql<{ id: string }[]>`
      select id from review_note where video_version_id = ${version}`;
    expect(await why(dropNote(house.sql, version, note?.id ?? '', second))).toBe('not_found');
    await dropNote(house.sql, version, note?.id ?? '', first);
    await pin();
    const [kept] = await house.sql<{ id: string }[]>`
      select id from review_note where video_version_id = ${version}`;
    await decide({ decision: 'reject', reason: '不适合' });
    expect(await why(dropNote(house.sql, version, kept?.id ?? '', first))).toBe('version_step');
  });
});

describe('the queue', () => {
  const viewer = (which: keyof typeof reviewers) => ({
    ...sessionOf(reviewers[which].id, 'reviewer'),
    institutionId: reviewerActor(which).institutionId ?? '',
  });
  it('waits for a reviewer’s own word only, says what is one’s own, and shows an author the own ones', async () => {
    await setProfile(house.sql, { video_approvers_min: 2 });
    const count = () =>
      Promise.all((['first', 'second'] as const).map((which) => countWaiting(house.sql, viewer(which))));
    const [mine = 0, hers = 0] = await count();
    await decide();
    expect(await count()).toEqual([mine - 1, hers]);
    const find = async (who: Parameters<typeof readQueue>[1]) =>
      (await readQueue(house.sql, who, 'waiting', null)).find(({ id }) => id === version);
    expect(await find(viewer('first'))).toMatchObject({ isMine: true, isOwn: false, approvals: 1 });
    expect(await find(sessionOf(fixtures.reviewer.id, 'reviewer'))).toMatchObject({ isOwn: true });
    expect(await find(sessionOf(fixtures.author.id, 'author'))).toBeDefined();
    expect(await find(sessionOf(fixtures.author.id, 'author', fixtures.other.institutionId))).toBeUndefined();
    const ages = (await readQueue(house.sql, viewer('first'), 'waiting', null)).map((one) => one.submittedMs);
    expect(ages).toEqual([...ages].sort((a, b) => a - b));
    expect(await readQueue(house.sql, viewer('first'), 'waiting', 'no such occupation')).toEqual([]);
  });

  it('shows nobody what was never handed in, and a stranger nothing of an author’s', async () => {
    const fresh = await copyVersion(house, { actor: authorActor });
    for (const role of ['reviewer', 'author', 'inspector'] as const)
      expect(await why(readReview(house, sessionOf(fixtures.author.id, role), fresh, readClock()))).toBe(
        'not_found',
      );
    const stranger = sessionOf(fixtures.author.id, 'author', fixtures.other.institutionId);
    expect(await why(readReview(house, stranger, version, readClock()))).toBe('not_found');
    const inspector = await readReview(
      house,
      sessionOf(fixtures.inspector.id, 'inspector'),
      version,
      readClock(),
    );
    expect([inspector.media, inspector.may]).toEqual([
      null,
      { decide: false, publish: false, withdraw: false },
    ]);
  });

  it('says what changed since the last approved version', async () => {
    await decide();
    const texts = { 'transcript.txt': '新的一段\n' };
    const next = await copyVersion(house, { texts });
    await house.sql`update control_question set ask = '新问题' where id = (
      select id from control_question where video_version_id = ${next} order by from_ms limit 1)`;
    await leadVersion(house, next, 'submitted');
    const { media } = await readReview(house, viewer('first'), next, readClock());
    expect(media?.changes).toMatchObject({
      isSameSource: true,
      files: { added: [], removed: [], changed: ['transcript.txt'] },
      questions: { added: [{ ask: '新问题' }], changed: [] },
    });
    expect(media?.changes?.questions.removed).toHaveLength(1);
    expect(media?.changes?.texts.map(({ name }) => name)).toEqual(['transcript.txt']);
    expect(media?.changes?.texts[0]?.lines).toContainEqual({ kind: 'in', line: '新的一段' });
  });
});

it('publishing and withdrawing: not one’s own as a reviewer, the own institution’s as an author, with a reason', async () => {
  expect(await why(publishVersion(house, version, first, readClock()))).toBe('version_step');
  await decide();
  expect(await why(publishVersion(house, version, colleague, readClock()))).toBe('approve_own');
  const stranger = { ...authorActor, institutionId: fixtures.other.institutionId };
  expect(await why(publishVersion(house, version, stranger, readClock()))).toBe('not_found');
  const both = await Promise.all([
    why(publishVersion(house, version, authorActor, readClock())),
    why(publishVersion(house, version, first, readClock())),
  ]);
  expect(both.sort()).toEqual(['version_step', null].sort());
  expect(await why(withdrawVersion(house, version, ' ', first, readClock()))).toBe('reason_missing');
  expect(await why(withdrawVersion(house, version, '画面有错', stranger, readClock()))).toBe('not_found');
  expect(await withdrawVersion(house, version, '画面有错', authorActor, readClock())).toEqual([]);
  expect(await why(withdrawVersion(house, version, '画面有错', first, readClock()))).toBe('version_step');
});
