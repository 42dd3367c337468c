import { asc, desc, eq } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { lesson, occupation } from '../../db/schema/catalogue.ts';
import { videoVersion } from '../../db/schema/version.ts';
import { isFixed, type VideoState } from '../approval/version-life.ts';
import type { Session } from '../identity/read-session.server.ts';

/** One video version as those who make and review lessons see it. */
export type LessonSeen = {
  id: string;
  occupation: string;
  title: string;
  number: number;
  state: VideoState;
  stepPct: number;
  durationMs: number | null;
  /** Number of the office's document; the demonstration's says that it is one. */
  approvalDocument: string | null;
  /** SHA-256 of everything learners can fetch, hexadecimal. */
  contentHash: string | null;
  /** The desk's own page of it; null: there is none for who asks. */
  to: string | null;
};

/** Every version of every lesson, newest version first, each with the page on which this desk works on it. */
export async function readLessons(
  db: Db,
  { role, institutionId }: Pick<Session, 'role' | 'institutionId'>,
): Promise<LessonSeen[]> {
  const rows = await db
    .select({
      id: videoVersion.id,
      occupation: occupation.name,
      title: lesson.title,
      number: videoVersion.number,
      state: videoVersion.state,
      stepPct: videoVersion.stepPct,
      durationMs: videoVersion.durationMs,
      approvalDocument: videoVersion.approvalDocument,
      contentSha256: videoVersion.contentSha256,
      institutionId: videoVersion.institutionId,
    })
    .from(videoVersion)
    .innerJoin(lesson, eq(lesson.id, videoVersion.lessonId))
    .innerJoin(occupation, eq(occupation.id, lesson.occupationId))
    .orderBy(asc(occupation.name), asc(lesson.slug), desc(videoVersion.number))
    .limit(500);
  const pageOf = (id: string, state: VideoState, owner: string | null) => {
    if (role === 'author') return owner === institutionId ? `/desk/versions/${id}` : null;
    return isFixed(state) ? `/desk/approvals/${id}` : null;
  };
  return rows.map(({ contentSha256, institutionId: owner, ...row }) => ({
    ...row,
    to: pageOf(row.id, row.state, owner),
    contentHash: contentSha256 === null ? null : contentSha256.toString('hex'),
  }));
}
