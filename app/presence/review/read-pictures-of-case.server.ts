import type { Sql } from '../../../db/client.ts';
import type { PictureKind, SnapshotVerdict } from '../face-state.ts';
import { idPhotoIdOf } from './find-picture.server.ts';
import type { CaseSubject } from './read-case.server.ts';

/** A picture beside a case. `erased`: it was deleted; its hash and verdict stay. */
export type PictureSeen = {
  kind: PictureKind;
  learnerId: string;
  id: string;
  atMs: number;
  sha256: string;
  erased: boolean;
  verdict: SnapshotVerdict | null;
  numbers: unknown;
  /** Whether a photograph fills its class hour. */
  counts: boolean | null;
};

type SnapshotRow = {
  id: string;
  takenAt: Date;
  sha256: Buffer;
  erased: boolean;
  verdict: SnapshotVerdict | null;
  numbers: unknown;
  counts: boolean;
};
type ReferenceRow = { id: string; createdAt: Date; sha256: Buffer; erased: boolean };

/** How many photographs before it stand beside one that is looked at. */
const windowShown = 4;

/** What is looked at in a case, what it is compared with, and the photographs before it. */
export async function readPicturesOfCase(
  sql: Sql,
  one: CaseSubject,
): Promise<{ under: PictureSeen | null; beside: PictureSeen | null; window: PictureSeen[] }> {
  const { learnerId, otherLearnerId, subjectKind, subjectId } = one;
  if (subjectKind === 'snapshot') {
    const [under, ...before] = await readSnapshots(sql, learnerId, subjectId);
    const beside = await readActiveReference(sql, learnerId);
    return { under: under ?? null, beside, window: before.reverse() };
  }
  if (subjectKind === 'challenge')
    return { under: null, beside: await readActiveReference(sql, learnerId), window: [] };
  const under = await readReference(sql, learnerId, subjectId);
  if (one.kind === 'duplicate' && otherLearnerId)
    return { under, beside: await readActiveReference(sql, otherLearnerId), window: [] };
  const beside =
    one.kind === 'change' ? await readActiveReference(sql, learnerId) : await readIdPhoto(sql, learnerId);
  return { under, beside, window: [] };
}

/** The photograph and those before it of the same class, newest first. */
async function readSnapshots(sql: Sql, learnerId: string, id: string): Promise<PictureSeen[]> {
  const rows = await sql<SnapshotRow[]>`
    select s.id, s.taken_at as "takenAt", s.sha256, s.erased_at is not null as erased, s.verdict,
      s.verdict_numbers as numbers, s.counts
    from snapshot one join snapshot s on s.learner_id = one.learner_id and s.enrolment_id = one.enrolment_id
      and s.taken_at <= one.taken_at
    where one.learner_id = ${learnerId} and one.id = ${id}
    order by s.taken_at desc, s.id = one.id desc limit ${windowShown + 1}`;
  return rows.map(({ takenAt, sha256, ...row }) => ({
    ...{ ...row, kind: 'snapshot' as const, learnerId },
    ...{ atMs: takenAt.getTime(), sha256: sha256.toString('hex') },
  }));
}

const asPicture = (kind: PictureKind, learnerId: string, row: ReferenceRow): PictureSeen => ({
  ...{ kind, learnerId, id: row.id, atMs: row.createdAt.getTime(), sha256: row.sha256.toString('hex') },
  ...{ erased: row.erased, verdict: null, numbers: null, counts: null },
});

async function readReference(sql: Sql, learnerId: string, id: string): Promise<PictureSeen | null> {
  const [row] = await sql<ReferenceRow[]>`
    select id, created_at as "createdAt", sha256, state = 'erased' as erased
    from face_reference where learner_id = ${learnerId} and id = ${id}`;
  return row ? asPicture('reference', learnerId, row) : null;
}

/** The enrolled face; null when there is none. */
export async function readActiveReference(sql: Sql, learnerId: string): Promise<PictureSeen | null> {
  const [row] = await sql<ReferenceRow[]>`
    select id, created_at as "createdAt", sha256, false as erased
    from face_reference where learner_id = ${learnerId} and state = 'active'`;
  return row ? asPicture('reference', learnerId, row) : null;
}

/** The photograph of the ID document; null when the institution gave none. */
export async function readIdPhoto(sql: Sql, learnerId: string): Promise<PictureSeen | null> {
  const [row] = await sql<{ sha256: Buffer; createdAt: Date }[]>`
    select sha256, uploaded_at as "createdAt" from id_photo where learner_id = ${learnerId}`;
  return row
    ? asPicture('id_photo', learnerId, { ...row, id: idPhotoIdOf(row.sha256), erased: false })
    : null;
}
