import { useWords } from '../../ui/frame.tsx';
import { Notice, StatusTag } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import type { Words } from '../../platform/words.ts';
import type { CatalogueNumbers } from '../count-targets.ts';
import { catalogueUnits as units, catalogueWords as words, sayCatalogue } from '../words.ts';
import type { Catalogue } from './catalogue.wire.ts';

const kinds = ['occupations', 'minutes'] as const;

/** What is missing, each with its number; nothing that is not. */
function listShort(short: CatalogueNumbers): Words[] {
  return kinds.filter((kind) => short[kind] > 0).map((kind) => sayCatalogue.count(short[kind], units[kind]));
}

/** How the catalogue stands to its targets (P013): what counts is full colour, demonstrations are pale and named. */
export function TargetMeter({ catalogue }: { catalogue: Catalogue }) {
  const say = useWords();
  const { counted, demo, withoutDemo, target, shortfall, overdue } = catalogue;
  const short = listShort(shortfall);
  return (
    <section
      aria-labelledby="meter"
      className="flex flex-col gap-3 rounded-button border border-hair bg-card p-4"
    >
      <h2 id="meter" className="text-title font-bold">
        {say(words.meter)}
      </h2>
      <p className="text-note text-ink-2">{say(sayCatalogue.due(target.dueOn))}</p>
      {kinds.map((kind) => {
        const text = say(sayCatalogue.of(counted[kind], target[kind], units[kind]));
        const demoText = say(sayCatalogue.ofWhichDemo(demo[kind], units[kind]));
        return (
          <div key={kind} className="flex flex-col gap-1">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span>{say(words[kind])}</span>
              <b className="tabular-nums">{text}</b>
            </p>
            <Progress
              doneMs={withoutDemo[kind] * 1000}
              waitingMs={demo[kind] * 1000}
              wholeMs={target[kind] * 1000}
              label={say(words[kind])}
              text={demo[kind] > 0 ? `${text},${demoText}` : text}
            />
            {demo[kind] > 0 && <p className="text-note text-ink-2">{demoText}</p>}
          </div>
        );
      })}
      {short.length === 0 ? (
        <span>
          <StatusTag tone="ok">{say(words.met)}</StatusTag>
        </span>
      ) : (
        <p className="font-bold">{say(sayCatalogue.short(target.dueOn, short))}</p>
      )}
      {overdue && (
        <Notice
          tone="warn"
          title={say(sayCatalogue.late(overdue.target.dueOn, listShort(overdue.shortfall)))}
        />
      )}
      <p className="text-note text-ink-2">{say(words.measured)}</p>
      {demo.minutes > 0 && <p className="text-note text-ink-2">{say(words.demoWhy)}</p>}
    </section>
  );
}
