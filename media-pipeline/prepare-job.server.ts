import { z } from 'zod';
import { approveDemo } from '../app/approval/approve-demo.server.ts';
import { submitVersion } from '../app/approval/submit-version.server.ts';
import type { StepActor } from '../app/approval/version-life.ts';
import { readClock } from '../app/platform/clock.server.ts';
import type { Job } from '../app/platform/jobs.server.ts';
import type { MediaHouse } from './media-house.ts';
import { prepareVersion } from './prepare-version.server.ts';

const hands = z.object({ personId: z.uuid().nullable(), institutionId: z.uuid().nullable() });
/** What becomes of a version once it is made: it waits for its author, is handed in, or goes on as a demonstration. */
const payloadWire = z.object({
  submit: z.boolean().default(false),
  demo: z
    .object({
      author: hands.extend({ role: z.enum(['author', 'platform']) }),
      reviewer: hands,
      documentNumber: z.string(),
    })
    .optional(),
});
export type PreparePayload = z.input<typeof payloadWire>;

const platformActor: StepActor = { role: 'platform', personId: null, institutionId: null };

/** The job `prepare_version`: makes the version of its subject, and what its payload asks for afterwards. May be repeated after any crash. */
export async function prepareJob(house: MediaHouse, job: Job, signal: AbortSignal): Promise<void> {
  const { submit, demo } = payloadWire.parse(job.payload);
  await prepareVersion(house, job.subject, { signal });
  if (submit) {
    const [row] = await house.sql<
      { state: string }[]
    >`select state from video_version where id = ${job.subject}`;
    if (row?.state === 'processed') await submitVersion(house, job.subject, platformActor, readClock());
  }
  if (!demo) return;
  const reviewer = { ...demo.reviewer, role: 'reviewer' as const };
  await approveDemo(house, job.subject, { ...demo, reviewer }, readClock());
}
