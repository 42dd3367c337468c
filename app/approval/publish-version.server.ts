import type { Sql } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { lockVersion, stepVersion } from './step-version.server.ts';
import type { StepActor } from './version-life.ts';

/**
 * Opens an approved version to learners. Classes keep the version that they were given; only those whose version was
 * withdrawn get this one in its place (A14). Throws what `refuseStep` says.
 */
export async function publishVersion(
  house: { sql: Sql; masterKey: Buffer },
  videoVersionId: string,
  actor: StepActor,
  now: ClockReading,
): Promise<void> {
  await house.sql.begin(async (tx) => {
    const version = await lockVersion(tx, videoVersionId);
    await stepVersion(tx, house.masterKey, version, 'publish', actor, now);
    await tx`update class_video g set video_version_id = ${videoVersionId}, given_at = ${new Date(now.wallMs)}
      from video_version old
      where g.lesson_id = ${version.lessonId} and old.id = g.video_version_id and old.state = 'withdrawn'`;
  });
}
