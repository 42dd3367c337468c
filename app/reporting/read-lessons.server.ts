import { asc, desc, eq } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { lesson, occupation, videoVersion } from '../../db/schema/catalogue.ts';
import type { VideoState } from '../approval/version-life.ts';

/** One video version as those who make and review lessons see it. */
export type LessonSeen = {
  id: string;
  occupation: string;
  title: string;
  number: number;
  state: VideoState;
  stepPct: number;
  durationMs: number | null;
  /** SHA-256 of everything learners can fetch, hexadecimal. */
  contentHash: string | null;
};

/** Every version of every lesson, newest version first. */
export async function readLessons(db: Db): Promise<LessonSeen[]> {
  const rows = await db
    .select({
      id: videoVersion.id,
      occupation: occupation.name,
      title: lesson.title,
      number: videoVersion.number,
      state: videoVersion.state,
      stepPct: videoVersion.stepPct,
      durationMs: videoVersion.durationMs,
      contentSha256: videoVersion.contentSha256,
    })
    .from(videoVersion)
    .innerJoin(lesson, eq(lesson.id, videoVersion.lessonId))
    .innerJoin(occupation, eq(occupation.id, lesson.occupationId))
    .orderBy(asc(occupation.name), asc(lesson.slug), desc(videoVersion.number))
    .limit(500);
  return rows.map(({ contentSha256, ...row }) => ({
    ...row,
    contentHash: contentSha256 === null ? null : contentSha256.toString('hex'),
  }));
}
