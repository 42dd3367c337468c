import { lockVersion, stepVersion } from '../../app/approval/step-version.server.ts';
import { appendContent } from '../../app/evidence/append-content.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { Sql } from '../../db/client.ts';
import { workerActor } from '../../media-pipeline/media-house.ts';
import { platform, publishByFixtures } from './enter-script.ts';
import { pastGuards } from './past-guards.ts';
import { testMasterKey } from './test-house.ts';

/** Gives a version that a test changed past the guards a life that fits what it is now, up to its publication. */
export async function liveAnew(sql: Sql, videoVersionId: string): Promise<void> {
  await pastGuards(sql, async (tx) => {
    await tx`delete from content_event where video_version_id = ${videoVersionId}`;
    await tx`delete from version_review where video_version_id = ${videoVersionId}`;
    await tx`delete from control_question q using video_version v
      where v.id = ${videoVersionId} and q.video_version_id = v.id and q.from_ms > v.duration_ms`;
    await tx`update video_version set state = 'uploaded', licence = '测试', portrait_rights = '没有真人'
      where id = ${videoVersionId}`;
    const version = await lockVersion(tx, videoVersionId);
    const now = readClock();
    await appendContent(tx, testMasterKey, videoVersionId, now, {
      ...{ kind: 'version_step', step: 'upload', from: null, to: 'uploaded', reason: '' },
      ...{ actorId: null, actorRole: platform.role, actorInstitutionId: null },
      facts: { lessonId: version.lessonId },
    });
    const begun = await stepVersion(tx, testMasterKey, version, 'begin', workerActor, now);
    await stepVersion(tx, testMasterKey, begun, 'finish', workerActor, now);
  });
  await publishByFixtures({ sql, masterKey: testMasterKey }, videoVersionId);
}
