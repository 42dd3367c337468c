import type { Sql } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { decideVersion } from './decide-version.server.ts';
import { publishVersion } from './publish-version.server.ts';
import { checklistItems } from './review-rules.ts';
import { submitVersion } from './submit-version.server.ts';
import type { StepActor, VideoState } from './version-life.ts';

/** Whose hands a demonstration approval goes through, and the document that says that it is one. */
export type DemoApproval = { author: StepActor; reviewer: StepActor; documentNumber: string };

/**
 * Leads a processed version of the demonstration through the same doors as everything else: handed in, approved by
 * another institution's reviewer, published. May be called again after any crash.
 */
export async function approveDemo(
  house: { sql: Sql; masterKey: Buffer },
  videoVersionId: string,
  { author, reviewer, documentNumber }: DemoApproval,
  now: ClockReading,
): Promise<void> {
  const [row] = await house.sql<{ state: VideoState; contentSha256: string }[]>`
    select state, encode(content_sha256, 'hex') as "contentSha256" from video_version where id = ${videoVersionId}`;
  if (!row) return;
  if (row.state === 'processed') await submitVersion(house, videoVersionId, author, now);
  if (['processed', 'submitted'].includes(row.state)) {
    const checklist = Object.fromEntries(checklistItems.map((item) => [item, true]));
    const { contentSha256 } = row;
    const review = { decision: 'approve' as const, documentNumber, reason: '演示', checklist, contentSha256 };
    await decideVersion(house, videoVersionId, review, reviewer, now);
  }
  if (['processed', 'submitted', 'approved'].includes(row.state))
    await publishVersion(house, videoVersionId, author, now);
}
