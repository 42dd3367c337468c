import { Link } from '@remix-run/react';
import { refusalWords } from '../../platform/words.ts';
import { FactList } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice, StatusTag } from '../../ui/notice.tsx';
import type { FormTold } from '../application/application-told.ts';
import { AmountsPart } from './amounts-part.tsx';
import { batchTones } from './batches-page.tsx';
import { FinancePart, HistoryPart } from './finance-part.tsx';
import { ObjectionsPart } from './objections-part.tsx';
import { PeoplePart } from './people-part.tsx';
import type { BatchSeen } from './show-batch.server.ts';
import { SigningPart } from './signing-part.tsx';
import { batchStateWords, saySubsidy, subsidyWords as words } from './subsidy-words.ts';

/** What a part of the page is told of the last form: the error of a field of its own. */
export type ErrorOf = (field: string, of?: string) => string | undefined;

/** One list from drawing up to the finance bureau's word (P079–P081). */
export function BatchPage({ seen, told, isStored }: { seen: BatchSeen; told: FormTold; isStored: boolean }) {
  const say = useWords();
  const { own } = seen;
  const errorOf: ErrorOf = (field, of = '') => {
    if (told?.field !== field || String(told.facts['of'] ?? '') !== of) return undefined;
    return say(told.refused === 'bad_shape' ? words.wrongField : refusalWords[told.refused].say);
  };
  const elsewhere = told && told.field === null && refusalWords[told.refused];
  return (
    <>
      {elsewhere && (
        <Notice tone="warn" title={say(elsewhere.say)} live>
          {say(elsewhere.fix)}
          {elsewhere.why && <p className="text-table text-ink-2">{say(elsewhere.why)}</p>}
        </Notice>
      )}
      {!told && isStored && <Notice tone="ok" title={say(words.stored)} live />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <StatusTag tone={batchTones[own.state]}>{say(batchStateWords[own.state])}</StatusTag>
        <b>{say(saySubsidy.people(own.people, own.yuan))}</b>
        <span className="text-ink-2">{own.bureau}</span>
        {own.fromDay && own.untilDay && (
          <>
            <span className="text-ink-2 tabular-nums">
              {say(saySubsidy.until(own.fromDay, own.untilDay))}
            </span>
            <Link to={`/publicity/${own.id}`} className="text-accent underline underline-offset-4">
              {say(words.toPublic)}
            </Link>
          </>
        )}
      </div>
      <FactList
        facts={[
          {
            name: say(words.fingerprint),
            value: <span className="break-all font-mono text-ink-2">{own.contentSha256}</span>,
          },
        ]}
      />
      <AmountsPart seen={seen} errorOf={errorOf} />
      <PeoplePart seen={seen} errorOf={errorOf} />
      <SigningPart seen={seen} errorOf={errorOf} />
      {own.state !== 'drawn' && <ObjectionsPart seen={seen} errorOf={errorOf} />}
      {own.completedAt && <FinancePart seen={seen} errorOf={errorOf} />}
      <HistoryPart steps={seen.steps} />
    </>
  );
}
