import { createHash, randomUUID } from 'node:crypto';
import { ensureLearnerKey, readLearnerKey, sealForLearner } from '../../app/identity/learner-key.server.ts';
import { consentVersion } from '../../app/identity/consent-version.ts';
import type { Session } from '../../app/identity/read-session.server.ts';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { lockChains, appendEvidence } from '../../app/evidence/append.server.ts';
import { modelId } from '../../app/presence/engine/models.ts';
import type { CaseKind, ReferenceState, SnapshotVerdict } from '../../app/presence/face-state.ts';
import { openCase } from '../../app/presence/review/open-case.server.ts';
import { pictureFolders, picturePurpose } from '../../app/presence/review/picture-purpose.ts';
import type { Role } from '../../db/schema/identity.ts';
import { makePhotograph } from '../cheats/make-photograph.ts';
import { fixtureLesson, fixtures, type FixtureLearner } from '../harness/fixtures.ts';
import type { TestDatabase } from '../harness/open-test-database.ts';
import { testDataDir, testMasterKey } from '../harness/test-house.ts';

/** The test database as the house that verbs are given. */
export function houseOf(database: TestDatabase): House {
  const env = {
    ...{ databaseUrl: database.databaseUrl, dataDir: testDataDir, port: 0, host: '127.0.0.1' },
    ...{ masterKey: testMasterKey, secureCookies: false },
  };
  return { ...database, env, blobs: openBlobStore(testDataDir), masterKey: testMasterKey };
}

/** Who somebody of the fixtures is once signed in. */
export function sessionOf(id: string, role: Role, institutionId: string = fixtures.institutionId): Session {
  const tokenHash = createHash('sha256').update(id).digest();
  return { personId: id, role, institutionId, mustSetPassword: false, tokenHash };
}

/** No two pictures of one run are alike, and none is one that a test draws itself: the same bytes are never taken twice. */
let drawn = 300;

/** Seals one picture where the product keeps it; answers what its row says. */
async function keepPicture(house: House, learnerId: string, folder: string, name: string, purpose: string) {
  await house.sql.begin((tx) => ensureLearnerKey(tx, house.masterKey, learnerId));
  const key = await readLearnerKey(house.sql, house.masterKey, learnerId);
  if (!key) throw new Error('the learner has no key');
  const jpeg = await makePhotograph(++drawn);
  const blob = `${folder}/${name}`;
  await house.blobs.put(blob, sealForLearner(key, purpose, jpeg));
  return { jpeg, blob, sha256: createHash('sha256').update(jpeg).digest() };
}

/** The learner agreed that her face is taken. */
export async function storeYes({ sql }: House, learnerId: string): Promise<void> {
  await sql`insert into face_consent (learner_id, action, version, channel, user_agent, at)
    values (${learnerId}, 'given', ${consentVersion}, 'own_device', 'test', now())`;
}

/** An enrolled face, or one that waits. */
export async function storeReference(
  house: House,
  learnerId: string,
  state: ReferenceState,
  more: { challengeId?: string; clerkId?: string; changeReason?: string } = {},
): Promise<{ id: string; jpeg: Buffer }> {
  const id = randomUUID();
  const folder = pictureFolders.references(learnerId);
  const { jpeg, blob, sha256 } = await keepPicture(
    house,
    learnerId,
    folder,
    id,
    picturePurpose.reference(id),
  );
  await house.sql`insert into face_reference ${house.sql({
    ...{
      learner_id: learnerId,
      id,
      state,
      challenge_id: more.challengeId ?? randomUUID(),
      model_id: modelId,
    },
    ...{ template_sealed: Buffer.of(1), blob, sha256, created_at: new Date() },
    ...{ clerk_id: more.clerkId ?? null, change_reason: more.changeReason ?? null },
  })}`;
  return { id, jpeg };
}

/** The photograph of the ID document; answers its name in addresses. */
export async function storePhotoOfId(house: House, learnerId: string): Promise<{ id: string; jpeg: Buffer }> {
  const folder = pictureFolders.idPhotos(learnerId);
  const purpose = picturePurpose.idPhoto(learnerId);
  const { jpeg, blob, sha256 } = await keepPicture(house, learnerId, folder, randomUUID(), purpose);
  await house.sql`insert into id_photo (learner_id, blob, sha256, uploaded_by, uploaded_at)
    values (${learnerId}, ${blob}, ${sha256}, ${fixtures.clerk.id}, now())`;
  return { id: sha256.toString('hex').slice(0, 16), jpeg };
}

/** A judged photograph of class hour 0. */
export async function storePhotograph(
  house: House,
  { id: learnerId, enrolmentId }: FixtureLearner,
  verdict: SnapshotVerdict | null,
  counts: boolean,
): Promise<{ id: string; jpeg: Buffer }> {
  const id = randomUUID();
  const folder = pictureFolders.snapshots(learnerId);
  const { jpeg, blob, sha256 } = await keepPicture(house, learnerId, folder, id, picturePurpose.snapshot(id));
  await house.sql`insert into snapshot ${house.sql({
    ...{ learner_id: learnerId, id, enrolment_id: enrolmentId, lesson_id: fixtureLesson(1).lessonId },
    ...{ class_hour: 0, fence: 1, asked_at: new Date(), taken_at: new Date(), sha256, upload_sha256: sha256 },
    ...{ likeness: '0'.repeat(16), width: 640, height: 480, blob, verdict, counts },
    verdict_numbers: house.sql.json({ distance: 520, faces: 1, thresholds: { match: 0.5, review: 0.55 } }),
  })}`;
  return { id, jpeg };
}

/** A judged challenge with `frames` frames, one action each four frames. */
export async function storeChallenge(
  house: House,
  learnerId: string,
  frames: number,
): Promise<{ id: string; jpegs: Buffer[] }> {
  const id = randomUUID();
  const now = readClock();
  const actions = [
    { action: 'turn_left', holdMs: 800 },
    { action: 'blink', times: 2 },
    { action: 'turn_right', holdMs: 800 },
  ];
  await house.sql`insert into face_challenge ${house.sql({
    ...{ learner_id: learnerId, id, purpose: 'lesson', reason: 'sitting', session_hash: Buffer.of(1) },
    ...{ attempt: 3, actions: house.sql.json(actions), shown_ms: [1_000, 3_000, 5_000], nonce: Buffer.of(1) },
    ...{ asked_wall_ms: now.wallMs, asked_mono_ms: now.monoMs, asked_boot: now.boot, answer_ms: 45_000 },
    ...{ state: 'failed', fault: 'doubt', judged_at: new Date() },
    verdict: house.sql.json({ distance: 520, copies: 0, thresholds: { match: 0.5, review: 0.55 } }),
  })}`;
  const jpegs: Buffer[] = [];
  for (let seq = 1; seq <= frames; seq++) {
    const folder = pictureFolders.frames(learnerId, id);
    const purpose = picturePurpose.frame(id, seq);
    const { jpeg, blob, sha256 } = await keepPicture(house, learnerId, folder, String(seq), purpose);
    await house.sql`insert into face_frame ${house.sql({
      ...{ learner_id: learnerId, challenge_id: id, seq, arrived_ms: seq * 500, sha256 },
      ...{ upload_sha256: sha256, likeness: seq.toString(16).padStart(16, '0'), blob },
    })}`;
    jpegs.push(jpeg);
  }
  return { id, jpegs };
}

/** Puts a case into the queue with its event, as the product does; answers its id. */
export async function putCase(
  { sql }: House,
  learnerId: string,
  kind: CaseKind,
  subject: { subjectKind: 'challenge' | 'snapshot' | 'reference'; subjectId: string },
  more: { otherLearnerId?: string; words?: string } = {},
): Promise<string> {
  const now = readClock();
  return sql.begin(async (tx) => {
    const head = (await lockChains(tx, [learnerId])).get(learnerId);
    const event = await openCase(tx, { learnerId, kind, ...subject, ...more }, now.wallMs);
    if (!head || event?.kind !== 'case_opened') throw new Error('the case was not opened');
    await appendEvidence(tx, [{ head, at: now, events: [event] }]);
    return event.caseId;
  });
}
