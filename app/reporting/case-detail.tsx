import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from '@remix-run/react';
import type { CaseSeen } from '../presence/review/read-case.server.ts';
import { refusalWords } from '../platform/words.ts';
import { DeskPart, FactList } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { caseKindWords, caseTaskWords, caseWords, decisionWords, viewReasonWords } from './case-words.ts';
import { FrameStrip, PhotographStrip } from './frame-strip.tsx';
import { PictureCard } from './picture-card.tsx';
import { sayMoment } from './say-moment.ts';
import { listFacts } from './verdict-facts.ts';
import { ViewReasonForm } from './view-reason-form.tsx';

/** One case beside the queue: what to do, both pictures, what the server saw, and the decision (`children`). */
export function CaseDetail({
  one,
  viewReason,
  children,
}: {
  one: CaseSeen;
  viewReason: string | null;
  children: ReactNode;
}) {
  const say = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const opened = viewReason !== null;
  // The form that asked for a reason takes its focus away with it.
  useEffect(() => heading.current?.focus(), [one.id, opened]);
  const { learner, decided } = one;
  const facts = listFacts(one).map(({ name, value }) => ({ name: say(name), value: say(value) }));
  return (
    <article aria-labelledby="case" className="flex min-w-0 grow flex-col gap-3">
      <header>
        <h2 id="case" ref={heading} tabIndex={-1} className="text-desk-title font-bold">
          {learner.name} · {say(caseKindWords[one.kind])}
        </h2>
        <p className="text-table text-ink-2">
          {learner.maskedPhone} · {learner.institution} · {sayMoment(one.openedMs)}
        </p>
        <p>{say(caseTaskWords[one.kind])}</p>
      </header>
      {one.kind === 'contested' && (
        <Notice tone="info" title={say(caseWords.learnerSays)}>
          {one.words ?? say(caseWords.noWords)}
        </Notice>
      )}
      {one.other && (
        <Notice tone="info" title={say(caseWords.other)}>
          {one.other.name} · {one.other.institution}
        </Notice>
      )}
      {one.changeReason && (
        <Notice tone="info" title={say(caseWords.changeReason)}>
          {one.changeReason}
        </Notice>
      )}
      <CasePictures one={one} viewReason={viewReason} />
      {facts.length > 0 && (
        <DeskPart title={say(caseWords.found)}>
          <FactList facts={facts} />
        </DeskPart>
      )}
      <DeskPart title={say(caseWords.history)}>
        {one.history.length === 0 && <p className="text-table text-ink-2">{say(caseWords.noHistory)}</p>}
        <ul className="text-table">
          {one.history.map(({ id, kind, decision, atMs }) => (
            <li key={id}>
              <Link to={`/desk/reviews/${id}`} className="text-accent underline underline-offset-4">
                {sayMoment(atMs)} · {say(caseKindWords[kind])}
              </Link>{' '}
              {decision && say(decisionWords[decision])}
            </li>
          ))}
        </ul>
      </DeskPart>
      {decided ? (
        <Notice tone="ok" title={`${say(caseWords.decidedAs)}: ${say(decisionWords[decided.decision])}`}>
          {decided.reason} · {decided.by} · {sayMoment(decided.atMs)}
        </Notice>
      ) : one.refused === 'forbidden' ? (
        <Notice tone="plain" title={say(caseWords.readOnly)} />
      ) : one.refused ? (
        <Notice tone="warn" title={say(refusalWords[one.refused].say)}>
          {say(refusalWords[one.refused].fix)}
        </Notice>
      ) : (
        children
      )}
    </article>
  );
}

/** The pictures, once it is on record why they are looked at. */
function CasePictures({ one, viewReason }: { one: CaseSeen; viewReason: string | null }) {
  const say = useWords();
  const { frames, window } = one;
  if (viewReason === null) return <ViewReasonForm />;
  return (
    <>
      <p className="text-table text-ink-2">
        {say(viewReasonWords.now)}: {viewReason}
      </p>
      <div className="flex flex-col gap-3 wide:flex-row">
        {(one.under || !frames) && <PictureCard title={say(caseWords.under)} picture={one.under} />}
        <PictureCard title={say(caseWords.beside)} picture={one.beside} />
      </div>
      {window.length > 0 && (
        <DeskPart title={say(caseWords.window)}>
          <PhotographStrip window={window} />
        </DeskPart>
      )}
      {frames && (
        <DeskPart title={say(caseWords.strip)}>
          <FrameStrip strip={frames} learnerId={one.learner.id} />
        </DeskPart>
      )}
    </>
  );
}
