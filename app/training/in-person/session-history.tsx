import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { inPersonWords as words } from './in-person-words.ts';
import { sayMinute } from './judge-session.ts';
import type { SessionSeen, SheetTold } from './show-session.server.ts';

/** Every sheet of attendance and every change of a session: nothing of it goes. */
export function SessionHistory({ session: { past, sheets } }: { session: SessionSeen }) {
  const say = useWords();
  const columns: Column<SheetTold>[] = [
    { head: say(words.at), cell: ({ at }) => <span className="tabular-nums">{at}</span> },
    { head: say(words.by), cell: ({ by }) => by },
    { head: say(words.how), cell: ({ source }) => say(source === 'hand' ? words.byHand : words.byDevice) },
    { head: say(words.entries), numeric: true, cell: ({ entries }) => entries },
    {
      head: say(words.witness),
      cell: ({ source, outcome, witness }) =>
        source === 'device'
          ? '—'
          : outcome === null
            ? say(words.waits)
            : outcome === 'declined'
              ? `${witness} ${say(words.declined)}`
              : witness,
    },
    { head: say(words.reason), cell: ({ reason }) => reason || '—' },
  ];
  return (
    <>
      {sheets.length > 0 && (
        <DeskPart title={say(words.sheets)}>
          <DataTable caption={say(words.sheets)} columns={columns} rows={sheets} keyOf={({ id }) => id} />
        </DeskPart>
      )}
      {past.length > 0 && (
        <DeskPart title={say(words.past)}>
          <ul className="text-table">
            {past.map(({ revision, day, fromMinute, toMinute, reason }) => (
              <li key={revision}>
                {say(words.before)} {day} {sayMinute(fromMinute)}–{sayMinute(toMinute)} → {reason}
              </li>
            ))}
          </ul>
        </DeskPart>
      )}
    </>
  );
}
