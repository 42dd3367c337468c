import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { getPriority, hostname, setPriority } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { checkMedia } from './app/approval/check-media.server.ts';
import { sweepUploads } from './app/approval/sweep-uploads.server.ts';
import { signGrownChains } from './app/evidence/sign-checkpoint.server.ts';
import { findDuplicates } from './app/identity/find-duplicates.server.ts';
import { forgetSignIns } from './app/identity/forget-sign-ins.server.ts';
import { isRenewing } from './app/identity/is-renewing.server.ts';
import { renewReferences } from './app/identity/renew-references.server.ts';
import { readClock } from './app/platform/clock.server.ts';
import { openHouse } from './app/platform/house.server.ts';
import { addJob, beatWorker, forgetWorker, triesMax } from './app/platform/jobs.server.ts';
import { log, logSampled } from './app/platform/watch/log.server.ts';
import { tellEndedWorkers } from './app/platform/watch/tell-ended-workers.server.ts';
import { watchProcess } from './app/platform/watch/watch-process.server.ts';
import { claimMs, workLane, type Handler } from './app/platform/work-lane.server.ts';
import { createFacePool } from './app/presence/engine/face-pool.server.ts';
import { eraseFrames } from './app/presence/keeping/erase-frames.server.ts';
import { eraseReferences } from './app/presence/keeping/erase-references.server.ts';
import { eraseSnapshots } from './app/presence/keeping/erase-snapshots.server.ts';
import { expireChallenge, judgeFinished } from './app/presence/challenge/judge-challenge.server.ts';
import { judgeTaken } from './app/presence/snapshot/judge-snapshot.server.ts';
import { sweepPictures } from './app/presence/keeping/sweep-pictures.server.ts';
import { watchStock } from './app/presence/keeping/watch-stock.server.ts';
import { endIdleLeases } from './app/study/end-idle-leases.server.ts';
import { endOverdueTests } from './app/study/final-test/end-test.server.ts';
import { endWithdrawnLeases } from './app/study/end-withdrawn-leases.server.ts';
import { classWork } from './app/training/background.server.ts';
import { sweepDeviceFiles } from './app/training/in-person/store-device-file.server.ts';
import { sweepImports } from './app/training/roster/store-import.server.ts';
import { countClasses } from './app/training/board/count-classes.server.ts';
import { sweepProofs } from './app/training/proof/sweep-proofs.server.ts';
import { issueVouchers } from './app/training/subsidy/issue-vouchers.server.ts';
import { countRounds } from './app/training/survey/count-rounds.server.ts';
import { findMissingTools } from './media-pipeline/check-tools.ts';
import { PlainFailure } from './media-pipeline/plain-failure.ts';
import { prepareControls } from './media-pipeline/prepare-controls.server.ts';
import { prepareJob } from './media-pipeline/prepare-job.server.ts';
import { speakQuestion } from './media-pipeline/speak-question.server.ts';
import { speakTests } from './media-pipeline/speak-tests.server.ts';
import { sweepWork } from './media-pipeline/sweep-work.server.ts';

const beatMs = 5_000;
const idleMs = 1_000;
const dayMs = 86_400_000;

const missing = findMissingTools();
if (missing) {
  console.error(missing);
  process.exit(1);
}
// Learners' beats go before lessons that are still to be made; ffmpeg inherits this. Whoever gave it less may have it so.
setPriority(Math.max(getPriority(), 5));
const house = openHouse('worker');
const worker = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
const stop = new AbortController();
// Every lane and every program that a job starts listens: a dozen is no leak.
setMaxListeners(100, stop.signal);
const learnerPayload = z.object({ learnerId: z.uuid() });
/** Threads that see faces; none starts before the first picture. */
const faces = createFacePool();
const ofClasses = classWork(house, process.env);

/** Every kind of work, by lane: so many jobs of a lane at a time, so that short work never waits for a lesson. */
const lanes: Record<string, Record<string, Handler>> = {
  media: {
    prepare_controls: async (_job, signal) => void (await prepareControls(house, { signal })),
    prepare_version: (job, signal) => prepareJob(house, job, signal),
  },
  // An author waits for the sound of a question, not for the video before it.
  questions: {
    speak_question: (job, signal) => speakQuestion(house, job.subject, signal),
    speak_tests: async (_job, signal) => ({
      againMs: (await speakTests(house, signal)) > 0 ? idleMs : 600_000,
    }),
  },
  keeping: {
    sign_checkpoints: async () => {
      await signGrownChains(house.sql, house.masterKey, Date.now());
      return { againMs: 60_000 };
    },
    end_idle_leases: async () => {
      await endIdleLeases(house.sql, Date.now());
      return { againMs: 60_000 };
    },
    end_overdue_tests: async () => {
      await endOverdueTests(house.sql, Date.now());
      return { againMs: 30_000 };
    },
    forget_sign_ins: async () => {
      await forgetSignIns(house.db, Date.now());
      return { againMs: dayMs };
    },
    // A full batch is followed by the next one at once.
    erase_frames: async () => ({ againMs: (await eraseFrames(house, readClock())) > 0 ? idleMs : 3_600_000 }),
    erase_snapshots: async () => ({
      againMs: (await eraseSnapshots(house, readClock())) > 0 ? idleMs : dayMs,
    }),
    erase_references: async () => ({
      againMs: (await eraseReferences(house, readClock())) > 0 ? idleMs : dayMs,
    }),
    sweep_pictures: async () => {
      await sweepPictures(house, Date.now());
      return { againMs: dayMs };
    },
    sweep_rosters: async () => {
      await sweepImports(house.sql, readClock());
      await sweepDeviceFiles(house.sql, readClock());
      return { againMs: 3_600_000 };
    },
    count_classes: async (_job, signal) => {
      await countClasses(house.sql, readClock(), signal);
      return { againMs: 300_000 };
    },
    count_surveys: async () => {
      await countRounds(house.sql, readClock());
      return { againMs: 600_000 };
    },
    // A full batch is followed by the next one at once.
    sweep_proofs: async () => ({
      againMs: (await sweepProofs(house, readClock())) > 0 ? idleMs : 3_600_000,
    }),
    issue_vouchers: async () => ({
      againMs: (await issueVouchers(house.sql, readClock())) > 0 ? idleMs : 600_000,
    }),
    sweep_uploads: async () => {
      await sweepUploads(house, readClock());
      return { againMs: 300_000 };
    },
    sweep_work: async () => {
      await sweepWork(house.sql, join(house.env.dataDir, 'scratch'));
      return { againMs: 600_000 };
    },
    watch_stock: async () => {
      await watchStock(house.sql);
      return { againMs: dayMs };
    },
  },
  // A withdrawn video stops at once, whatever else the worker does.
  withdrawals: {
    end_withdrawn_leases: async (job) => {
      if ((await endWithdrawnLeases(house.sql, job.subject)) > 0) return { againMs: idleMs };
    },
  },
  faces: {
    judge_challenge: async (job) => {
      const { learnerId } = learnerPayload.parse(job.payload);
      try {
        await judgeFinished(house, faces, learnerId, job.subject);
      } catch (error) {
        // The server's own trouble is no failed try of hers: she may begin anew.
        if (job.tries + 1 >= triesMax) await expireChallenge(house, learnerId, job.subject);
        throw error;
      }
    },
    judge_snapshot: async (job) =>
      judgeTaken(house, faces, learnerPayload.parse(job.payload).learnerId, job.subject),
  },
  // Reading all that is published takes its time, and nobody waits for it.
  stock: {
    check_media: async (_job, signal) => {
      await checkMedia(house, signal, ({ videoVersionId, path, why }) =>
        log.error({ file: `media/${videoVersionId}/${path}`, why }, 'bring it back from a copy'),
      );
      return { againMs: dayMs };
    },
  },
  // A pass over all enrolled faces may last: the keeping does not wait for it.
  duplicates: {
    find_duplicates: async (job, signal) => {
      // Templates of two releases are not compared: a search now would miss whoever is not renewed yet (D08).
      if (await isRenewing(house.sql)) return { againMs: idleMs };
      await findDuplicates(house, job.subject, readClock(), signal);
    },
  },
  // One picture at a time, beside the lane in which somebody waits for a verdict.
  renewals: {
    renew_references: async (_job, signal) => {
      const { left } = await renewReferences(house, faces, signal);
      if (left > 0) return { againMs: 600_000 };
    },
  },
  ...ofClasses.standing,
  ...ofClasses.asked,
};

/** Lanes with another pace: somebody waits before the screen for a verdict. */
const paces: Record<string, { idleMs: number; atOnce: number }> = { faces: { idleMs: 150, atOnce: 2 } };

async function beat(): Promise<void> {
  while (!stop.signal.aborted) {
    await beatWorker(house.db, worker).catch((err: Error) =>
      logSampled('warn', 'beat', { err }, 'no heartbeat'),
    );
    await sleep(beatMs, null, { signal: stop.signal }).catch(() => {});
  }
}

for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
  process.on(name, () => {
    log.info('ending');
    stop.abort(new Error('the worker stops'));
    // A connection that was lost half-way never answers; what is claimed goes to the next worker when the claim lapses.
    setTimeout(() => process.exit(1), claimMs).unref();
  });
await watchProcess(house);
log.info({ lanes: Object.keys(lanes) }, 'working');
await tellEndedWorkers(house.db, hostname());
// New drawings or sentences of a release are made once; unchanged ones cost one hash.
await addJob(house.db, { kind: 'prepare_controls', subject: 'all', priority: 0, again: true });
await addJob(house.db, { kind: 'renew_references', subject: 'all', again: true });
for (const kinds of [lanes['keeping'] ?? {}, lanes['stock'] ?? {}, ...Object.values(ofClasses.standing)])
  for (const kind of Object.keys(kinds)) await addJob(house.db, { kind, subject: 'all' });
await addJob(house.db, { kind: 'speak_tests', subject: 'all', priority: 200, again: true });
const lane = {
  db: house.db,
  worker,
  stop: stop.signal,
  isHopeless: (error: unknown) => error instanceof PlainFailure,
};
await Promise.all([
  beat(),
  ...Object.entries(lanes).flatMap(([name, handlers]) => {
    const { idleMs: pauseMs, atOnce } = paces[name] ?? { idleMs, atOnce: 1 };
    return Array.from({ length: atOnce }, () => workLane(lane, handlers, pauseMs));
  }),
]);
await faces.close();
await forgetWorker(house.db, worker).catch(() => {});
await house.close();
process.exit(0);
