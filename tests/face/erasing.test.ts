import { utimesSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendDecisions } from '../../app/evidence/append-decisions.server.ts';
import { giveConsent } from '../../app/identity/give-consent.server.ts';
import { readLearnerKey, unsealForLearner } from '../../app/identity/learner-key.server.ts';
import { readActiveTemplate } from '../../app/identity/read-reference.server.ts';
import { storeIdPhoto } from '../../app/identity/store-id-photo.server.ts';
import { withdrawConsent } from '../../app/identity/withdraw-consent.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { openCase } from '../../app/presence/review/open-case.server.ts';
import { picturePurpose } from '../../app/presence/review/picture-purpose.ts';
import { sweepPictures } from '../../app/presence/keeping/sweep-pictures.server.ts';
import { Attacker } from '../cheats/attacker.ts';
import { makePhotograph } from '../cheats/make-photograph.ts';
import { readRightAnswer, setProfile } from '../cheats/open-school.ts';
import { provokePhotograph } from '../cheats/reach-control.ts';
import { readEvents, verifyLog } from '../cheats/read-ledger.ts';
import { upload } from '../cheats/upload-photograph.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { signIn } from '../harness/sign-in.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { enrolConfirmed, readReference, said } from './enrol-learner.ts';
import { makeFaceTemplate } from './make-template.ts';
import { inDays, openPrivateHouse, type PrivateHouse } from './open-private-house.ts';
import { storeFrames } from './store-frames.ts';

// Personal data: taking consent back stops processing and makes every picture noise; what was earned stays proven.

let place: PrivateHouse;
let server: TestServer;
beforeAll(async () => {
  place = await openPrivateHouse();
  await setProfile(place.sql, {
    ...{ popup_min_gap_s: 5, popup_max_gap_s: 10, control_answer_s: 30, class_hour_min_s: 600 },
    snapshot_answer_s: 180,
  });
  const { databaseUrl, dataDir } = place;
  server = await startServer({ databaseUrl, env: { DATA_DIR: dataDir } });
});
afterAll(async () => {
  await server?.stop();
  await place?.close();
});

const clerk = { personId: fixtures.clerk.id, institutionId: fixtures.institutionId };
const folders = ['snapshots', 'frames', 'references', 'id-photos'];
const filesOf = async (learnerId: string) =>
  (await Promise.all(folders.map((folder) => place.house.blobs.list(`${folder}/${learnerId}`)))).flat();

const enter = async (n: number) => {
  const learner = fixtureLearner(n);
  return new Attacker(server.url, await signIn(place.db, learner.phone), learner);
};

it('in the middle of a lesson: the lease ends, nothing opens any more, copies neither, and the log still verifies', async () => {
  const window = await enter(1);
  const { id: learner } = window.learner;
  const reference = await enrolConfirmed(place.house, learner, 1);
  // Face data of another kind each: frames, a photograph, the ID document.
  const challenge = await storeFrames(place.house, learner, readClock());
  await window.openLease();
  await window.studyHonestly(13_000, (id) => readRightAnswer(place.sql, id));
  const { snapshot } = await provokePhotograph(window);
  expect((await upload(window, snapshot?.id ?? '', await makePhotograph(77))).status).toBe(201);
  await place.sql`insert into face_change (learner_id, clerk_id, reason, allowed_at)
    values (${learner}, ${clerk.personId}, '换新手机', now())`;
  await storeIdPhoto(place.house, clerk, learner, await makePhotograph(78, 358, 441), readClock());
  const ledger = await verifyLog(place.sql, learner);
  const [shot] = await place.sql<{ blob: string; sha256: Buffer }[]>`
    select blob, sha256 from snapshot where learner_id = ${learner}`;
  const row = await readReference(place.house, learner);
  const oldKey = await readLearnerKey(place.sql, place.house.masterKey, learner);
  // What a backup or a thief has kept.
  const copies: [string, Buffer][] = [
    [picturePurpose.snapshot(snapshot?.id ?? ''), await place.house.blobs.get(shot?.blob ?? '')],
    [picturePurpose.reference(reference), await place.house.blobs.get(row?.blob ?? '')],
    [picturePurpose.template(reference), row?.templateSealed ?? Buffer.alloc(0)],
    [picturePurpose.frame(challenge, 1), await place.house.blobs.get(`frames/${learner}/${challenge}/1`)],
  ];
  for (const [purpose, sealed] of copies)
    expect(unsealForLearner(oldKey ?? Buffer.alloc(32), purpose, sealed).length).toBeGreaterThan(100);
  expect(await filesOf(learner)).toHaveLength(4);

  expect(await withdrawConsent(place.house, learner, said, readClock())).toBe(true);

  expect(await filesOf(learner)).toEqual([]);
  expect(await readLearnerKey(place.sql, place.house.masterKey, learner)).toBeNull();
  expect(await readActiveTemplate(place.sql, place.house, learner)).toBeNull();
  expect(await readReference(place.house, learner)).toMatchObject({ state: 'erased', templateSealed: null });
  expect(await place.sql`select * from id_photo where learner_id = ${learner}`).toHaveLength(0);
  const erasures = await place.sql<{ what: string; count: number; why: string }[]>`
    select what, count, why from erasure where learner_id = ${learner} order by what`;
  expect([...erasures]).toEqual([
    { what: 'frames', count: 3, why: 'consent_withdrawn' },
    { what: 'key', count: 1, why: 'consent_withdrawn' },
    { what: 'references', count: 2, why: 'consent_withdrawn' },
    { what: 'snapshots', count: 1, why: 'consent_withdrawn' },
  ]);
  expect((await readEvents(place.sql, learner, 'pictures_erased')).map(({ what }) => what).sort()).toEqual([
    ...['frames', 'key', 'references', 'snapshots'],
  ]);
  const [kept] = await place.sql<{ sha256: Buffer; erased: boolean }[]>`
    select sha256, erased_at is not null as erased from snapshot where learner_id = ${learner}`;
  expect(kept).toEqual({ sha256: shot?.sha256, erased: true });
  const late = await window.beat(1_000);
  expect([late.status, late.body.refused]).toEqual([409, 'lease_ended']);
  const after = await verifyLog(place.sql, learner);
  expect(after.creditedMs).toBe(ledger.creditedMs);
  expect(after.creditedMs).toBeGreaterThan(0);

  // A fresh consent begins anew: the new key opens nothing of before, the allowed change is gone.
  await giveConsent(place.house, learner, said, readClock());
  const newKey = await readLearnerKey(place.sql, place.house.masterKey, learner);
  for (const [purpose, sealed] of copies)
    expect(() => unsealForLearner(newKey ?? Buffer.alloc(32), purpose, sealed)).toThrow();
  await enrolConfirmed(place.house, learner, 2);
  expect((await readActiveTemplate(place.sql, place.house, learner))?.template).toEqual(makeFaceTemplate(2));
  await verifyLog(place.sql, learner);
}, 90_000);

it('closes what only waited for her to go on, and leaves what is doubted to a person', async () => {
  const learner = fixtureLearner(2).id;
  const reference = await enrolConfirmed(place.house, learner, 3);
  const asked = await storeFrames(place.house, learner, readClock(), 'asked');
  const failed = await storeFrames(place.house, learner, readClock(), 'failed');
  await appendDecisions(place.sql, learner, readClock(), async (tx) => {
    const made = await Promise.all([
      openCase(
        tx,
        { learnerId: learner, kind: 'three_tries', subjectKind: 'challenge', subjectId: failed },
        Date.now(),
      ),
      openCase(
        tx,
        { learnerId: learner, kind: 'sustained', subjectKind: 'reference', subjectId: reference },
        Date.now(),
      ),
    ]);
    return { events: made.filter((event) => event !== null) };
  });
  await withdrawConsent(place.house, learner, said, readClock());
  const cases = await place.sql<{ kind: string; decision: string | null }[]>`
    select kind, decision from face_case where learner_id = ${learner} order by kind`;
  expect([...cases]).toEqual([
    { kind: 'sustained', decision: null },
    { kind: 'three_tries', decision: 'cannot_tell' },
  ]);
  const [open] = await place.sql<{ state: string }[]>`select state from face_challenge where id = ${asked}`;
  expect(open?.state).toBe('expired');
  await verifyLog(place.sql, learner);
});

it('touches nobody else, and is one withdrawal however often it is pressed', async () => {
  const [learner, classmate] = [fixtureLearner(3).id, fixtureLearner(4).id];
  for (const [who, person] of [
    [learner, 4],
    [classmate, 5],
  ] as const)
    await enrolConfirmed(place.house, who, person);
  const now = readClock();
  const answers = await Promise.all([1, 2, 3].map(() => withdrawConsent(place.house, learner, said, now)));
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await readEvents(place.sql, learner, 'consent')).toHaveLength(2);
  expect((await readActiveTemplate(place.sql, place.house, classmate))?.template).toEqual(
    makeFaceTemplate(5),
  );
  expect(await filesOf(classmate)).toHaveLength(1);
});

it('the sweep removes what a crash left, and nothing that is young, named, or of another database', async () => {
  const [gone, living] = [fixtureLearner(5).id, fixtureLearner(6).id];
  const stranger = '00000000-0000-4000-8000-000000000000';
  await enrolConfirmed(place.house, gone, 6);
  await withdrawConsent(place.house, gone, said, readClock());
  await enrolConfirmed(place.house, living, 7);
  const challenge = await storeFrames(place.house, living, readClock());
  const leftovers = [
    `snapshots/${gone}/left`,
    `frames/${gone}/${challenge}/0`,
    `frames/${living}/old/9.part`,
  ];
  const kept = [`snapshots/${living}/young`, `snapshots/${stranger}/old`, `frames/${living}/${challenge}/2`];
  for (const key of [...leftovers, kept[0] ?? '', kept[1] ?? ''])
    await place.house.blobs.put(key, Buffer.from('sealed'));
  for (const key of [...leftovers, kept[1] ?? '', kept[2] ?? ''])
    utimesSync(await place.house.blobs.asFile(key, ''), new Date(0), new Date(0));
  const has = (keys: string[]) => Promise.all(keys.map((key) => place.house.blobs.has(key)));
  expect(await sweepPictures(place.house, Date.now())).toBe(leftovers.length);
  expect(await has(leftovers)).toEqual([false, false, false]);
  expect(await has(kept)).toEqual([true, true, true]);
  expect(await sweepPictures(place.house, inDays(1).wallMs)).toBe(1);
  expect(await has(kept)).toEqual([false, true, true]);
});
