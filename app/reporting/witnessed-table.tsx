import { DataTable } from '../ui/data-table.tsx';
import { DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import type { WitnessedSeen } from './read-witnessed.server.ts';
import { sayMoment } from './say-moment.ts';
import { deskWords, witnessedWords as words } from './words.ts';

/** Class hours on a clerk's word, for the bureau. Nothing is shown when there are none. */
export function WitnessedTable({ witnessed }: { witnessed: WitnessedSeen[] }) {
  const say = useWords();
  if (witnessed.length === 0) return null;
  return (
    <DeskPart title={say(words.title)}>
      <DataTable
        caption={say(words.title)}
        rows={witnessed}
        keyOf={({ learner, className, atMs }) => `${learner} ${className} ${atMs}`}
        columns={[
          { head: say(deskWords.name), cell: ({ learner }) => <b>{learner}</b> },
          { head: say(deskWords.institution), cell: ({ institution }) => institution },
          { head: say(deskWords.className), cell: ({ className }) => className },
          { head: say(words.hours), cell: ({ hours }) => hours.join('、') },
          { head: say(words.clerk), cell: ({ clerk }) => clerk },
          { head: say(words.when), cell: ({ atMs }) => sayMoment(atMs) },
          {
            head: say(words.reason),
            cell: ({ reason }) => <span className="block max-w-96 whitespace-normal">{reason}</span>,
          },
        ]}
      />
    </DeskPart>
  );
}
