import { Form, Link } from '@remix-run/react';
import type { AuthorVersion } from '../approval/read-version.server.ts';
import { isFixed } from '../approval/version-life.ts';
import { authorWords, actorWords, lifeWords } from '../approval/words.ts';
import { decisionWords } from '../approval/review-words.ts';
import { sayPlace } from '../study/say-time.ts';
import { DeskButton, DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { useSending } from '../ui/use-sending.ts';
import { sayMoment } from './say-moment.ts';
import { sayRefusedForm, type ToldForm } from './told-form.ts';

/** A form that is one button. */
function OneButton({ intent, children }: { intent: string; children: string }) {
  const isSending = useSending();
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      <DeskButton busy={isSending({ intent })}>{children}</DeskButton>
    </Form>
  );
}

/** What the office said, and the next version from this one. */
export function VersionOutcome({ version, told }: { version: AuthorVersion; told: ToldForm | null }) {
  const say = useWords();
  const { state, reviews, notes, sourceKind } = version;
  if (!isFixed(state)) return null;
  const words = {
    submitted: authorWords.submitted,
    returned: authorWords.returned,
    rejected: authorWords.rejected,
  };
  const tones = { submitted: 'info', returned: 'warn', rejected: 'bad' } as const;
  const title = state in words ? (state as keyof typeof words) : null;
  const refused = sayRefusedForm(told, 'copy', say);
  return (
    <>
      {title && <Notice tone={tones[title]} title={say(words[title])} />}
      {(reviews.length > 0 || notes.length > 0) && (
        <DeskPart title={say(authorWords.reasons)}>
          <ul className="flex flex-col gap-1">
            {reviews.map(({ decision, reason, documentNumber, atMs }) => (
              <li key={atMs} className="break-words whitespace-pre-wrap">
                <b>{say(decisionWords[decision])}</b> {documentNumber} {reason}
                <span className="text-table text-ink-2"> {sayMoment(atMs)}</span>
              </li>
            ))}
          </ul>
          {notes.length > 0 && <h3 className="font-bold">{say(authorWords.notes)}</h3>}
          <ul className="flex flex-col gap-1">
            {notes.map(({ id, atMs, words }) => (
              <li key={id} className="break-words">
                <b className="tabular-nums">{sayPlace(atMs)}</b> {words}
              </li>
            ))}
          </ul>
        </DeskPart>
      )}
      <DeskPart title={say(authorWords.copy)}>
        <p className="text-table text-ink-2">{say(authorWords.copyHint)}</p>
        {refused && <p className="font-bold text-bad">{refused}</p>}
        <div className="flex flex-wrap items-center gap-3">
          <OneButton intent="copy">{say(authorWords.copy)}</OneButton>
          {sourceKind === 'script' && (
            <Link
              to={`/desk/lessons/${version.lessonId}`}
              className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
            >
              {say(authorWords.rewrite)}
            </Link>
          )}
          {state === 'approved' && (
            <Link
              to={`/desk/approvals/${version.id}`}
              className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
            >
              {say(authorWords.publish)}
            </Link>
          )}
        </div>
      </DeskPart>
    </>
  );
}

/** Handing it in: once, and nothing changes afterwards. */
export function SubmitPart({ version, told }: { version: AuthorVersion; told: ToldForm | null }) {
  const say = useWords();
  if (version.state !== 'processed') return null;
  const refused = sayRefusedForm(told, 'submit', say);
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-button border-2 border-accent bg-card p-3 shadow-sheet desk:sticky desk:bottom-2">
      <p className="min-w-0 grow">
        {refused ? (
          <b role="alert" className="text-bad">
            {refused}
          </b>
        ) : (
          <span className="text-ink-2">{say(authorWords.submitHint)}</span>
        )}
      </p>
      <OneButton intent="submit">{say(authorWords.submit)}</OneButton>
    </div>
  );
}

/** What happened to a version, as its log has it. */
export function VersionTimeline({ version }: { version: AuthorVersion }) {
  const say = useWords();
  return (
    <DeskPart title={say(authorWords.timeline)}>
      <ol className="flex flex-col gap-1 text-table">
        {version.steps.map(({ what, role, reason, atMs }) => (
          <li key={`${what} ${atMs}`} className="flex flex-wrap gap-x-2">
            <span className="text-ink-2 tabular-nums">{sayMoment(atMs)}</span>
            <b>{say(lifeWords[what] ?? { zh: what, en: what })}</b>
            <span className="text-ink-2">{say(actorWords[role] ?? { zh: role, en: role })}</span>
            {reason && <span className="min-w-0 break-words">{reason}</span>}
          </li>
        ))}
      </ol>
    </DeskPart>
  );
}
