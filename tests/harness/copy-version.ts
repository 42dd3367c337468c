import { randomUUID } from 'node:crypto';
import { createVersion, sourceBlobOf } from '../../app/approval/create-version.server.ts';
import { decideVersion } from '../../app/approval/decide-version.server.ts';
import {
  digestVersion,
  enterFiles,
  mediaKey,
  readFiles,
  storeFile,
} from '../../app/approval/manifest.server.ts';
import { publishVersion } from '../../app/approval/publish-version.server.ts';
import { checklistItems, type Review } from '../../app/approval/review-rules.ts';
import { lockVersion, stepVersion } from '../../app/approval/step-version.server.ts';
import { submitVersion } from '../../app/approval/submit-version.server.ts';
import type { StepActor, VideoState } from '../../app/approval/version-life.ts';
import { withdrawVersion } from '../../app/approval/withdraw-version.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { seal, unseal } from '../../app/platform/seal.server.ts';
import { workerActor } from '../../media-pipeline/media-house.ts';
import { platform, type ScriptHouse } from './enter-script.ts';
import { fixtureLesson, fixtures } from './fixtures.ts';

const office = { institutionId: '0ff1ce00-0000-4000-8000-000000000001' };

/** Two reviewers of the provincial office; their institution brought nothing. */
export const reviewers = {
  first: { id: '0ff1ce00-0000-4000-8000-000000000011', name: '甲审核', phone: '13900000041' },
  second: { id: '0ff1ce00-0000-4000-8000-000000000012', name: '乙审核', phone: '13900000042' },
};
export const reviewerActor = (which: keyof typeof reviewers): StepActor => ({
  role: 'reviewer',
  personId: reviewers[which].id,
  ...office,
});
/** The author of the fixture institution. */
export const authorActor: StepActor = {
  role: 'author',
  personId: fixtures.author.id,
  institutionId: fixtures.institutionId,
};

/** Enters the office and its reviewers, with the password of every fixture account. */
export async function openOffice({ sql }: Pick<ScriptHouse, 'sql'>): Promise<void> {
  await sql`insert into institution (id, name, phone, place_code, kind, totp_required_from)
    values (${office.institutionId}, '省办公室', '037100000009', '410000', 'office', null) on conflict do nothing`;
  for (const { id, name, phone } of Object.values(reviewers))
    await sql`insert into person (id, institution_id, role, name, phone, password_hash)
      select ${id}, ${office.institutionId}, 'reviewer', ${name}, ${phone}, password_hash
      from person where id = ${fixtures.reviewer.id} on conflict do nothing`;
}

export type CopyOptions = {
  actor?: StepActor;
  lessonId?: string;
  name?: string;
  /** In the place of its own, or beside them. */
  texts?: Partial<Record<'transcript.txt' | 'subtitles.vtt' | 'storyboard.jpg', string | Buffer>>;
  licence?: string;
};

/**
 * A new version, `processed`, with the media of fixture lesson 1 under its own id, led there by the same steps as the
 * pipeline's. Its blobs are removed by `dropCopies`.
 */
export async function copyVersion(house: ScriptHouse, options: CopyOptions = {}): Promise<string> {
  const { sql, blobs, masterKey } = house;
  const { videoVersionId: from, lessonId } = fixtureLesson(1);
  const id = randomUUID();
  const actor = options.actor ?? platform;
  const source = {
    ...{ kind: 'script' as const, blob: sourceBlobOf(id, 'script'), bytes: 4, sha256: Buffer.alloc(32, 7) },
    name: options.name ?? 'script.md',
  };
  await sql.begin((tx) =>
    createVersion(tx, masterKey, options.lessonId ?? lessonId, source, actor, readClock(), {
      ...{ id, licence: options.licence ?? '测试', portraitRights: '没有真人' },
    }),
  );
  await sql`delete from job where subject = ${id}`;
  const asked = await sql<{ id: string }[]>`select id from control_question where video_version_id = ${from}`;
  const questions = asked.map((question) => [question.id, randomUUID()] as const);
  const own = (path: string) => questions.reduce((name, [old, fresh]) => name.replace(old, fresh), path);
  const known = await readFiles(sql, from);
  const files = known.map((file) => ({ ...file, path: own(file.path) }));
  for (const { path } of known)
    await blobs.put(mediaKey(id, own(path)), await blobs.get(mediaKey(from, path)));
  const texts = await Promise.all(
    Object.entries(options.texts ?? {}).map(([path, text]) => storeFile(blobs, id, path, Buffer.from(text))),
  );
  await sql.begin(async (tx) => {
    let version = await lockVersion(tx, id);
    version = await stepVersion(tx, masterKey, version, 'begin', workerActor, readClock());
    const [media] = await tx<{ sealed: Buffer }[]>`
      select content_key_sealed as sealed from video_version where id = ${from}`;
    const key = unseal(masterKey, `content-key:${from}`, media?.sealed ?? Buffer.alloc(0));
    await tx`update video_version v set renditions = o.renditions, duration_ms = o.duration_ms, group_ms = o.group_ms,
        segment_ms = o.segment_ms, content_key_sealed = ${seal(masterKey, `content-key:${id}`, key)}
      from video_version o where v.id = ${id} and o.id = ${from}`;
    await enterFiles(tx, id, files);
    await enterFiles(tx, id, texts);
    for (const [old, fresh] of questions)
      await tx`insert into control_question (id, video_version_id, kind, from_ms, ask, "right", wrong, audio_blob)
        select ${fresh}, ${id}, kind, from_ms, ask, "right", wrong, ${mediaKey(id, `questions/${fresh}.mp3`)}
        from control_question where id = ${old}`;
    await tx`insert into theory_question (video_version_id, number, ask, "right", wrong, why)
      select ${id}, number, ask, "right", wrong, why from theory_question where video_version_id = ${from}`;
    const contentSha256 = await digestVersion(tx, id);
    await stepVersion(tx, masterKey, { ...version, contentSha256 }, 'finish', workerActor, readClock());
  });
  copies.push({ house, id });
  return id;
}

const copies: { house: ScriptHouse; id: string }[] = [];

/** Removes the blobs of every copy. */
export async function dropCopies(): Promise<void> {
  for (const { house, id } of copies.splice(0)) await house.blobs.remove(`media/${id}`);
}

/** An approval with nothing missing. */
export async function goodReview(
  { sql }: Pick<ScriptHouse, 'sql'>,
  id: string,
  changes: Partial<Review> = {},
): Promise<Review> {
  const [row] = await sql<{ hash: string }[]>`
    select encode(content_sha256, 'hex') as hash from video_version where id = ${id}`;
  return {
    ...{ decision: 'approve', documentNumber: '豫技办〔2026〕1号', reason: '' },
    checklist: Object.fromEntries(checklistItems.map((item) => [item, true])),
    contentSha256: row?.hash ?? '',
    ...changes,
  };
}

/** Leads a processed version through the real doors to a state. */
export async function leadVersion(house: ScriptHouse, id: string, to: VideoState): Promise<void> {
  const first = reviewerActor('first');
  const now = readClock;
  if (to === 'processed') return;
  await submitVersion(house, id, platform, now());
  if (to === 'submitted') return;
  if (to === 'returned' || to === 'rejected') {
    await house.sql`insert into review_note (video_version_id, reviewer_id, at_ms, words, noted_at)
      values (${id}, ${reviewers.first.id}, 1000, '字幕不对', now())`;
    const decision = to === 'returned' ? 'return' : 'reject';
    const review = await goodReview(house, id, { decision, reason: '字幕不对' });
    await decideVersion(house, id, review, first, now());
    return;
  }
  await decideVersion(house, id, await goodReview(house, id), first, now());
  if (to === 'approved') return;
  await publishVersion(house, id, platform, now());
  if (to === 'withdrawn') await withdrawVersion(house, id, '画面有错', first, now());
}
