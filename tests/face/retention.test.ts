import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appendDecisions } from '../../app/evidence/append-decisions.server.ts';
import { approveReference, refuseReference } from '../../app/identity/approve-reference.server.ts';
import { giveConsent } from '../../app/identity/give-consent.server.ts';
import { readActiveTemplate } from '../../app/identity/read-reference.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { ClockReading } from '../../app/platform/clock.ts';
import { eraseFrames } from '../../app/presence/keeping/erase-frames.server.ts';
import { eraseReferences } from '../../app/presence/keeping/erase-references.server.ts';
import { eraseSnapshots } from '../../app/presence/keeping/erase-snapshots.server.ts';
import { openCase } from '../../app/presence/review/open-case.server.ts';
import { setProfile } from '../cheats/open-school.ts';
import { readEvents, verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner, fixtureLesson, fixtures } from '../harness/fixtures.ts';
import { enrol, enrolConfirmed, readReference, said } from './enrol-learner.ts';
import { atMoment, inDays, openPrivateHouse, type PrivateHouse } from './open-private-house.ts';
import { storeFrames } from './store-frames.ts';

// P049: pictures are kept as long as they may be needed and no longer; hash and verdict stay; every deletion is noted.

let place: PrivateHouse;
beforeAll(async () => {
  place = await openPrivateHouse();
});
afterAll(() => place?.close());
beforeEach(() => setProfile(place.sql, { appeal_days: 7, retention_years: 3 }));

const idOf = (n: number) => fixtureLearner(n).id;
const framesOf = (learnerId: string, challengeId: string) =>
  place.house.blobs.list(`frames/${learnerId}/${challengeId}`);

const caseAbout = (
  learnerId: string,
  kind: 'doubt' | 'three_tries' | 'contested',
  subjectKind: 'challenge' | 'snapshot',
  subjectId: string,
) =>
  appendDecisions(place.sql, learnerId, readClock(), async (tx) => {
    const opened = await openCase(tx, { learnerId, kind, subjectKind, subjectId }, Date.now());
    return { events: opened ? [opened] : [] };
  });
const decideAll = (learnerId: string) => place.sql`
  update face_case set decided_at = now(), decision = 'same_person' where learner_id = ${learnerId}`;

describe('frames of a challenge', () => {
  it('go after verdict and appeal window, to the second; hashes, verdict and a deletion record stay', async () => {
    const learner = idOf(1);
    const judged = readClock();
    const challenge = await storeFrames(place.house, learner, judged);
    const at = (ms: number): ClockReading => ({ ...judged, wallMs: judged.wallMs + 7 * 86_400_000 + ms });
    expect(await eraseFrames(place.house, at(-1_000))).toBe(0);
    expect(await framesOf(learner, challenge)).toHaveLength(3);
    expect(await eraseFrames(place.house, at(1_000))).toBe(1);
    expect(await framesOf(learner, challenge)).toEqual([]);
    expect(await eraseFrames(place.house, at(2_000))).toBe(0);
    const [row] = await place.sql<{ state: string; frames: number; hashes: number }[]>`
      select c.state, count(*)::int as frames, count(f.sha256)::int as hashes
      from face_challenge c join face_frame f on f.challenge_id = c.id where c.id = ${challenge} group by 1`;
    expect(row).toEqual({ state: 'passed', frames: 3, hashes: 3 });
    const record = await place.sql`select what, count, why, at from erasure where learner_id = ${learner}`;
    expect([...record]).toEqual([
      { what: 'frames', count: 3, why: 'appeal_over', at: new Date(at(1_000).wallMs) },
    ]);
    expect(await readEvents(place.sql, learner, 'pictures_erased')).toMatchObject([
      { what: 'frames', count: 3, why: 'appeal_over' },
    ]);
    await verifyLog(place.sql, learner);
  });

  it('stay as long as the longest window of her classes', async () => {
    const [learner, other] = [idOf(2), fixtures.other.learner.id];
    const longer = randomUUID();
    await place.sql`insert into rule_profile (id, place_code, class_type, valid_from, valid_to, source_document, parameters)
      select ${longer}, place_code, class_type, valid_from, valid_to, source_document,
        parameters || '{"appeal_days":30}'::jsonb from rule_profile limit 1`;
    const classId = randomUUID();
    await place.sql`insert into training_class (id, institution_id, title, course_version_id, rule_profile_id, starts_on,
        ends_on, approved_at, state)
      select ${classId}, institution_id, '长的班', course_version_id, ${longer}, starts_on, ends_on, approved_at, state
      from training_class where id = ${fixtures.classId}`;
    await place.sql`insert into enrolment (learner_id, class_id) values (${learner}, ${classId})`;
    const kept = await storeFrames(place.house, learner, readClock());
    const due = await storeFrames(place.house, other, readClock());
    expect(await eraseFrames(place.house, inDays(8))).toBe(1);
    expect(await framesOf(learner, kept)).toHaveLength(3);
    expect(await framesOf(other, due)).toEqual([]);
    expect(await eraseFrames(place.house, inDays(31))).toBe(1);
  });

  it.each(['expired', 'asked'] as const)('of a challenge that was left %s go too', async (state) => {
    const challenge = await storeFrames(place.house, idOf(3), readClock(), state);
    expect(await eraseFrames(place.house, inDays(6.9))).toBe(0);
    expect(await eraseFrames(place.house, inDays(7.1))).toBe(1);
    expect(await framesOf(idOf(3), challenge)).toEqual([]);
  });

  it('stay while a person has to look at them, and all of a row of tries', async () => {
    const [doubted, helped] = [idOf(4), idOf(5)];
    const one = await storeFrames(place.house, doubted, readClock(), 'failed');
    const tries = [];
    for (let n = 0; n < 3; n++) tries.push(await storeFrames(place.house, helped, readClock(), 'failed'));
    await caseAbout(doubted, 'doubt', 'challenge', one);
    await caseAbout(helped, 'three_tries', 'challenge', tries[2] ?? '');
    expect(await eraseFrames(place.house, inDays(400))).toBe(0);
    await decideAll(doubted);
    expect(await eraseFrames(place.house, inDays(400))).toBe(1);
    await decideAll(helped);
    expect(await eraseFrames(place.house, inDays(400))).toBe(3);
    const [record] = await place.sql`select count from erasure where learner_id = ${helped}`;
    expect(record).toEqual({ count: 9 });
  });

  it('whose files went before a crash are noted at the next run', async () => {
    const challenge = await storeFrames(place.house, idOf(6), readClock());
    await place.house.blobs.remove(`frames/${idOf(6)}/${challenge}`);
    expect(await eraseFrames(place.house, inDays(8))).toBe(1);
    expect(await eraseFrames(place.house, inDays(8))).toBe(0);
    expect(await readEvents(place.sql, idOf(6), 'pictures_erased')).toHaveLength(1);
  });

  it('are done in batches, two runs at once note them once', async () => {
    for (let n = 0; n < 4; n++) await storeFrames(place.house, idOf(7), readClock());
    expect(await eraseFrames(place.house, inDays(8), 3)).toBe(3);
    const both = await Promise.all([1, 2].map(() => eraseFrames(place.house, inDays(8))));
    expect(both.sort()).toEqual([0, 1]);
    const [sum] = await place.sql<{ count: number }[]>`
      select sum(count)::int as count from erasure where learner_id = ${idOf(7)}`;
    expect(sum?.count).toBe(12);
    await verifyLog(place.sql, idOf(7));
  });
});

describe('photographs of lessons', () => {
  const photograph = async (n: number): Promise<string> => {
    const { id: learnerId, enrolmentId } = fixtureLearner(n);
    const id = randomUUID();
    const blob = `snapshots/${learnerId}/${id}`;
    await place.house.blobs.put(blob, Buffer.from('sealed'));
    await place.sql`insert into snapshot ${place.sql({
      ...{ learner_id: learnerId, id, enrolment_id: enrolmentId, lesson_id: fixtureLesson(1).lessonId },
      ...{ class_hour: 0, fence: 1, asked_at: new Date(), taken_at: new Date(), sha256: Buffer.alloc(32, 7) },
      ...{ upload_sha256: Buffer.from(id), likeness: '0'.repeat(16), width: 640, height: 480, blob },
      ...{ verdict: 'match', counts: true },
    })}`;
    return blob;
  };
  const endsOn = (day: string) => place.sql`update training_class set ends_on = ${day}`;

  it('go three calendar years after the class ended, by the calendar of China', async () => {
    await endsOn('2027-02-28');
    const blob = await photograph(1);
    // 2030-02-28 is the last day of the three years.
    expect(await eraseSnapshots(place.house, atMoment('2030-02-28T23:59:59+08:00'))).toBe(0);
    expect(await place.house.blobs.has(blob)).toBe(true);
    expect(await eraseSnapshots(place.house, atMoment('2030-03-01T00:00:00+08:00'))).toBe(1);
    expect(await place.house.blobs.has(blob)).toBe(false);
    const [row] = await place.sql`select verdict, counts, sha256 from snapshot where blob = ${blob}`;
    expect(row).toEqual({ verdict: 'match', counts: true, sha256: Buffer.alloc(32, 7) });
    expect(await eraseSnapshots(place.house, atMoment('2040-01-01T00:00:00Z'))).toBe(0);
    expect(await readEvents(place.sql, idOf(1), 'pictures_erased')).toMatchObject([
      { what: 'frames' },
      { what: 'snapshots', count: 1, why: 'retention_over' },
    ]);
    await verifyLog(place.sql, idOf(1));
  });

  it('stay as long as the profile says and while one is contested', async () => {
    await endsOn('2027-06-30');
    await setProfile(place.sql, { retention_years: 5 });
    const blob = await photograph(2);
    expect(await eraseSnapshots(place.house, atMoment('2031-01-01T00:00:00Z'))).toBe(0);
    const [row] = await place.sql<{ id: string }[]>`select id from snapshot where blob = ${blob}`;
    await caseAbout(idOf(2), 'contested', 'snapshot', row?.id ?? '');
    expect(await eraseSnapshots(place.house, atMoment('2033-01-01T00:00:00Z'))).toBe(0);
    await decideAll(idOf(2));
    expect(await eraseSnapshots(place.house, atMoment('2033-01-01T00:00:00Z'))).toBe(1);
  });
});

describe('enrolled faces', () => {
  const decide = (verb: typeof approveReference, learnerId: string, id: string) =>
    appendDecisions(place.sql, learnerId, readClock(), (tx) =>
      verb(tx, {
        ...{ reference: { learnerId, id }, deciderId: fixtures.clerk.id, role: 'clerk' },
        ...{ institutionId: fixtures.institutionId, reason: 'known', now: readClock() },
      }),
    );

  it('go when the retention of every class of hers is over', async () => {
    await place.sql`update training_class set ends_on = '2027-06-30'`;
    await place.sql`update training_class set ends_on = '2029-06-30' where title = '长的班'`;
    const [one, two] = [idOf(8), idOf(2)];
    await decideAll(two);
    await enrolConfirmed(place.house, one, 50);
    await enrolConfirmed(place.house, two, 51);
    const template = async (learner: string) =>
      (await readActiveTemplate(place.sql, place.house, learner)) !== null;
    expect(await eraseReferences(place.house, atMoment('2030-06-30T23:00:00+08:00'))).toBe(0);
    expect(await eraseReferences(place.house, atMoment('2030-07-01T00:00:00+08:00'))).toBe(1);
    expect([await template(one), await template(two)]).toEqual([false, true]);
    expect(await place.house.blobs.list(`references/${one}`)).toEqual([]);
    expect(await eraseReferences(place.house, atMoment('2032-07-01T00:00:00+08:00'))).toBe(1);
    expect(await template(two)).toBe(false);
    await verifyLog(place.sql, one);
  });

  it('that were not confirmed go after the appeal window', async () => {
    await place.sql`update training_class set ends_on = '2099-12-31'`;
    const learner = idOf(9);
    await giveConsent(place.house, learner, said, readClock());
    await enrol(place.house, learner);
    const id = (await readReference(place.house, learner))?.id ?? '';
    await decideAll(learner);
    expect(await eraseReferences(place.house, inDays(90))).toBe(0);
    await decide(refuseReference, learner, id);
    expect(await eraseReferences(place.house, inDays(6.9))).toBe(0);
    expect(await eraseReferences(place.house, inDays(7.1))).toBe(1);
    expect(await readReference(place.house, learner)).toMatchObject({
      state: 'erased',
      templateSealed: null,
    });
    expect(await place.house.blobs.list(`references/${learner}`)).toEqual([]);
    await expect(decide(approveReference, learner, id)).rejects.toMatchObject({ code: 'case_gone' });
  });
});

it('a deletion record cannot be rewritten by who owns the database', async () => {
  for (const statement of ['update erasure set count = 0', 'delete from erasure', 'truncate erasure'])
    await expect(place.sql.unsafe(statement)).rejects.toThrow('append-only');
});
