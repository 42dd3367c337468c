import { readClock } from '../platform/clock.server.ts';
import type { House } from '../platform/house.server.ts';
import { triesMax } from '../platform/jobs.server.ts';
import { openSmsGateway, readPublicUrl } from '../platform/sms/open-sms-gateway.server.ts';
import { sendQueuedSms } from '../platform/sms/send-queued-sms.server.ts';
import type { Handler } from '../platform/work-lane.server.ts';
import { stopExport, sweepExports, writeExport } from './exports/write-export.server.ts';
import { sweepNotices } from './notices/sweep-notices.server.ts';
import { tellBehind } from './notices/tell-behind.server.ts';
import { tellTestsOpen } from './notices/tell-test.server.ts';
import { deliverRecords } from './outbox/deliver-records.server.ts';
import { openSupervisionAdapter } from './outbox/open-adapter.server.ts';
import { sweepRecords } from './outbox/sweep-records.server.ts';

const dayMs = 86_400_000;

type Work = Record<string, Record<string, Handler>>;

/**
 * What the worker does for classes beside everybody's requests, by lane. `standing` goes on for ever and is begun by the
 * worker; `asked` waits for somebody. Settings come from the environment; a wrong one is a sentence.
 */
export function classWork(
  house: House,
  from: Record<string, string | undefined>,
): { standing: Work; asked: Work } {
  const { sql, env, masterKey } = house;
  const gateway = openSmsGateway(from, env.dataDir);
  const publicUrl = readPublicUrl(from, `http://${env.host}:${env.port}`);
  const adapter = openSupervisionAdapter(from, env.dataDir, masterKey);
  return {
    standing: {
      notices: {
        sweep_notices: async () => {
          await sweepNotices(sql, readClock());
          return { againMs: 60_000 };
        },
        tell_behind: async (_job, signal) => {
          const nowMs = Date.now();
          await tellBehind(sql, nowMs, signal);
          // A test that was locked when the last lesson was finished opens later.
          await tellTestsOpen(sql, new Date(nowMs - 60 * dayMs), nowMs);
          return { againMs: dayMs };
        },
      },
      records: {
        sweep_records: async () => {
          const nowMs = Date.now();
          await sweepRecords(sql, new Date(nowMs - 2 * dayMs), nowMs);
          return { againMs: 60_000 };
        },
        sweep_all_records: async () => {
          await sweepRecords(sql, null, Date.now());
          return { againMs: dayMs };
        },
        sweep_exports: async () => {
          await sweepExports(house, readClock());
          return { againMs: 3_600_000 };
        },
      },
      // The other side may be slow: nothing else waits for it.
      supervision: {
        deliver_records: async () => {
          const delivered = await deliverRecords(house, adapter, Date.now());
          return { againMs: delivered ? 1_000 : 60_000 };
        },
      },
    },
    asked: {
      texts: { send_sms: (job) => sendQueuedSms({ sql, gateway, publicUrl }, job.subject, Date.now()) },
      exports: {
        write_export: async (job, signal) => {
          try {
            await writeExport(house, job.subject, readClock, signal);
          } catch (error) {
            if (!signal.aborted && job.tries + 1 >= triesMax) await stopExport(house, job.subject);
            throw error;
          }
        },
      },
    },
  };
}
