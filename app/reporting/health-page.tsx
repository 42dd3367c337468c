import { Link } from '@remix-run/react';
import type { MachineRoom } from '../platform/read-queues.server.ts';
import type { Health } from '../platform/read-health.server.ts';
import { DataTable } from '../ui/data-table.tsx';
import { DeskPart, FactList } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { StatusTag } from '../ui/notice.tsx';
import { sayBytes } from '../ui/say-bytes.ts';
import { healthStateWords, healthWords as words, saySeconds } from './health-words.ts';

/** The operator's page: whether everything runs, and what waits. Nobody is named here. */
export function HealthPage({ health, room }: { health: Health; room: MachineRoom }) {
  const say = useWords();
  const tag = (state: keyof typeof healthStateWords) => (
    <StatusTag tone={state === 'ok' ? 'ok' : 'bad'}>{say(healthStateWords[state])}</StatusTag>
  );
  return (
    <>
      <p className="text-ink-2">{say(words.about)}</p>
      <FactList
        facts={[
          { name: say(words.database), value: tag(health.database) },
          { name: say(words.worker), value: tag(health.worker) },
          { name: say(words.size), value: sayBytes(room.databaseBytes) },
          { name: say(words.connections), value: `${room.connections} / ${room.connectionsMax}` },
        ]}
      />
      <DeskPart
        title={say(words.queues)}
        aside={
          <Link
            to="/desk/health"
            className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
          >
            {say(words.again)}
          </Link>
        }
      >
        {room.queues.length === 0 ? (
          <p className="text-table text-ink-2">{say(words.noQueues)}</p>
        ) : (
          <DataTable
            caption={say(words.queues)}
            rows={room.queues}
            keyOf={({ kind }) => kind}
            columns={[
              { head: say(words.kind), cell: ({ kind }) => <b>{kind}</b> },
              { head: say(words.waiting), numeric: true, cell: ({ waiting }) => waiting },
              { head: say(words.working), numeric: true, cell: ({ working }) => working },
              { head: say(words.done), numeric: true, cell: ({ done }) => done },
              { head: say(words.failed), numeric: true, cell: ({ failed }) => failed },
              {
                head: say(words.oldest),
                numeric: true,
                cell: ({ oldestS }) => (oldestS === null ? '—' : say(saySeconds(oldestS))),
              },
            ]}
          />
        )}
      </DeskPart>
      <DeskPart title={say(words.workers)}>
        {room.workers.length === 0 ? (
          <p className="text-table text-ink-2">{say(words.noWorkers)}</p>
        ) : (
          <DataTable
            caption={say(words.workers)}
            rows={room.workers}
            keyOf={({ worker }) => worker}
            columns={[
              { head: say(words.name), cell: ({ worker }) => worker },
              { head: say(words.silent), numeric: true, cell: ({ silentS }) => say(saySeconds(silentS)) },
            ]}
          />
        )}
      </DeskPart>
    </>
  );
}
