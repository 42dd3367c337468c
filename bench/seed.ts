import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { approveDemo } from '../app/approval/approve-demo.server.ts';
import { createVersion } from '../app/approval/create-version.server.ts';
import { digestVersion, enterFiles } from '../app/approval/manifest.server.ts';
import { lockVersion, stepVersion } from '../app/approval/step-version.server.ts';
import { readClock } from '../app/platform/clock.server.ts';
import { openBlobStore } from '../app/platform/blobs.server.ts';
import { seal } from '../app/platform/seal.server.ts';
import { ruleProfileParameters } from '../app/training/rule-profile.ts';
import type { Database, Db } from '../db/client.ts';
import * as tables from '../db/schema/index.ts';
import { workerActor } from '../media-pipeline/media-house.ts';

/** A learner with a session, before she opens a lease. */
export type SeededLearner = { id: string; enrolmentId: string; cookie: string };
/** What the database of a bench holds at the start. */
export type Seeded = { learners: SeededLearner[]; contentKey: Buffer };

/** The longest lesson there may be: nobody comes to its end while she is measured. */
const lessonMs = 21_600_000;
/** Controls come as late as the rules allow, and later than a bench lasts; nobody here has a camera. */
const parameters = ruleProfileParameters.parse({
  ...{ popup_min_gap_s: 260, popup_max_gap_s: 270 },
  class_max_learners: 1_000_000,
  // What is measured in between takes its turn, too.
  beat_gap_max_s: 120,
  face_check: { at_start: false, random_per_class_hour: 0 },
});

/** Enters one class with one published lesson and `count` learners who are signed in. */
export async function seed(
  { db, sql }: Pick<Database, 'db' | 'sql'>,
  dataDir: string,
  masterKey: Buffer,
  count: number,
): Promise<Seeded> {
  const manifest = { pictures: [{ drawing: 'cup', say: '杯子', confusedWith: [] }], numbers: [12, 34] };
  await openBlobStore(dataDir).put('controls/manifest.json', Buffer.from(JSON.stringify(manifest)));
  const institutionId = randomUUID();
  await db
    .insert(tables.institution)
    .values({ id: institutionId, name: '测速机构', phone: '037100000000', placeCode: '410100' });
  const { courseVersionId, lessonId } = await seedCourse(db);
  const contentKey = await seedVersion({ db, sql, masterKey }, institutionId, lessonId);
  const classId = await seedClass(db, institutionId, courseVersionId);
  return { learners: await seedLearners(db, institutionId, classId, count), contentKey };
}

async function seedCourse(db: Db): Promise<{ courseVersionId: string; lessonId: string }> {
  const [courseId, courseVersionId, lessonId] = [randomUUID(), randomUUID(), randomUUID()];
  await db.insert(tables.occupation).values({ id: 'bench', name: '测速工种', code: '0-00-00-00' });
  await db
    .insert(tables.course)
    .values({ id: courseId, occupationId: 'bench', title: '测速课程', level: '五级' });
  await db.insert(tables.courseVersion).values({ id: courseVersionId, courseId, number: 1 });
  await db
    .insert(tables.lesson)
    .values({ id: lessonId, occupationId: 'bench', slug: 'bench', title: '测速课' });
  await db
    .insert(tables.courseLesson)
    .values({ courseVersionId, ordinal: 1, lessonId, moduleName: '测速模块' });
  return { courseVersionId, lessonId };
}

/** A version without a file that goes through the doors of every other, so that what is studied on it verifies. Answers its key. */
async function seedVersion(
  { db, sql, masterKey }: Pick<Database, 'db' | 'sql'> & { masterKey: Buffer },
  institutionId: string,
  lessonId: string,
): Promise<Buffer> {
  const [id, personId, contentKey] = [randomUUID(), randomUUID(), randomBytes(32)];
  await db.insert(tables.person).values({
    ...{ id: personId, institutionId, phone: '10199999999', role: 'reviewer', name: '测速审核' },
    passwordHash: 'nobody signs in with this',
  });
  const author = { role: 'platform', personId: null, institutionId: null } as const;
  const reviewer = { role: 'reviewer', personId, institutionId } as const;
  const source = { kind: 'script', blob: 'none', sha256: randomBytes(32), bytes: 0, name: 'bench' } as const;
  const rights = { licence: '测速', portraitRights: '没有真人' };
  const segmentsMs = Array.from({ length: lessonMs / 4_000 }, () => 4_000);
  const rendition = { bandwidth: 400_000, width: 640, height: 360, codecs: 'avc1.64001e,mp4a.40.2' };
  await sql.begin(async (tx) => {
    await createVersion(tx, masterKey, lessonId, source, author, readClock(), { id, ...rights });
    await tx`delete from job where subject = ${id}`;
    const begun = await stepVersion(
      tx,
      masterKey,
      await lockVersion(tx, id),
      'begin',
      workerActor,
      readClock(),
    );
    await tx`update video_version set duration_ms = ${lessonMs},
        renditions = ${tx.json([{ name: '360p', ...rendition, segmentsMs }])},
        content_key_sealed = ${seal(masterKey, `content-key:${id}`, contentKey)} where id = ${id}`;
    await enterFiles(tx, id, [{ path: '360p/0.ts', sha256: '0'.repeat(64), bytes: 1 }]);
    const contentSha256 = await digestVersion(tx, id);
    const made = { ...begun, contentSha256, durationMs: lessonMs };
    await stepVersion(tx, masterKey, made, 'finish', workerActor, readClock());
  });
  await approveDemo({ sql, masterKey }, id, { author, reviewer, documentNumber: '测速' }, readClock());
  return contentKey;
}

async function seedClass(db: Db, institutionId: string, courseVersionId: string): Promise<string> {
  const [classId, ruleProfileId] = [randomUUID(), randomUUID()];
  const dates = { validFrom: '2023-01-01', validTo: '2099-12-31' };
  await db.insert(tables.ruleProfile).values({
    ...{ id: ruleProfileId, ...dates, placeCode: '410000', classType: 'bench' },
    ...{ sourceDocument: '测速规则', parameters },
  });
  await db.insert(tables.trainingClass).values({
    ...{ id: classId, institutionId, courseVersionId, ruleProfileId, title: '测速班' },
    ...{ startsOn: '2020-01-01', endsOn: '2099-12-31', approvedAt: new Date('2020-01-01T00:00:00Z') },
    state: 'approved',
  });
  return classId;
}

/** PostgreSQL takes 65,535 parameters a statement: so many learners are entered at once. */
const atOnce = 5_000;

async function seedLearners(
  db: Db,
  institutionId: string,
  classId: string,
  count: number,
): Promise<SeededLearner[]> {
  const learners: SeededLearner[] = [];
  while (learners.length < count) {
    const lot = Math.min(atOnce, count - learners.length);
    learners.push(...(await seedLot(db, institutionId, classId, learners.length, lot)));
  }
  return learners;
}

async function seedLot(
  db: Db,
  institutionId: string,
  classId: string,
  before: number,
  count: number,
): Promise<SeededLearner[]> {
  const learners = Array.from({ length: count }, (_, i) => {
    const token = randomBytes(32).toString('base64url');
    const phone = `100${String(before + i).padStart(8, '0')}`;
    return { id: randomUUID(), enrolmentId: randomUUID(), phone, token, cookie: `zhenxue_session=${token}` };
  });
  await db.insert(tables.person).values(
    learners.map(({ id, phone }) => ({
      ...{ id, institutionId, phone, role: 'learner' as const, name: '测速学员' },
      passwordHash: 'nobody signs in with this',
    })),
  );
  await db
    .insert(tables.enrolment)
    .values(learners.map(({ id, enrolmentId }) => ({ id: enrolmentId, learnerId: id, classId })));
  await db.insert(tables.session).values(
    learners.map(({ id, token }) => ({
      tokenHash: createHash('sha256').update(token).digest(),
      personId: id,
      userAgent: 'bench',
      expiresAt: new Date(Date.now() + 3_600_000),
    })),
  );
  return learners.map(({ id, enrolmentId, cookie }) => ({ id, enrolmentId, cookie }));
}
