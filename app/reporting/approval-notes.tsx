import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, type RefObject } from 'react';
import { reviewWords } from '../approval/review-words.ts';
import type { SeenNote } from '../approval/review-view.ts';
import type { RefusalCode } from '../platform/refusal.ts';
import { refusalWords } from '../platform/words.ts';
import { sayPlace } from '../study/say-time.ts';
import { DeskButton, DeskField, DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { useSending } from '../ui/use-sending.ts';

type Told = { refused: RefusalCode } | null;

/** Notes pinned to the video, each a way to its second; own ones can be taken back while nothing is decided. */
export function VersionNotes({
  notes,
  mayNote,
  atMs,
  field,
  onSeek,
}: {
  notes: SeenNote[];
  mayNote: boolean;
  /** The second that a new note is pinned to. */
  atMs: number;
  field: RefObject<HTMLInputElement>;
  onSeek(toMs: number): void;
}) {
  const say = useWords();
  const dropping = useFetcher<Told>();
  return (
    <DeskPart title={say(reviewWords.notes)}>
      {mayNote && <NoteForm atMs={atMs} field={field} />}
      {notes.length === 0 && (
        <p className="text-table text-ink-2">
          {say(mayNote ? reviewWords.noNotes : reviewWords.noNotesRead)}
        </p>
      )}
      <ul className="flex flex-col gap-1 text-table">
        {notes.map((note) => (
          <li key={note.id} className="flex flex-wrap items-center gap-2">
            <button
              type="button"
              onClick={() => onSeek(note.atMs)}
              className="min-h-9 rounded-field border-2 border-line px-2 font-bold text-accent tabular-nums"
            >
              {sayPlace(note.atMs)}
            </button>
            <span className="min-w-0 grow break-words whitespace-pre-wrap">{note.words}</span>
            <span className="text-ink-2">{note.by}</span>
            {mayNote && note.isMine && (
              <dropping.Form method="post">
                <input type="hidden" name="intent" value="drop" />
                <input type="hidden" name="note" value={note.id} />
                <button
                  type="submit"
                  aria-label={`${say(reviewWords.dropNote)} ${sayPlace(note.atMs)}`}
                  className="min-h-9 rounded-field border-2 border-line px-2"
                >
                  {say(reviewWords.dropNote)}
                </button>
              </dropping.Form>
            )}
          </li>
        ))}
      </ul>
    </DeskPart>
  );
}

function NoteForm({ atMs, field }: { atMs: number; field: RefObject<HTMLInputElement> }) {
  const say = useWords();
  const fetcher = useFetcher<Told>();
  const isSending = useSending(fetcher);
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  const { state, data } = fetcher;
  useEffect(() => {
    if (state === 'submitting') sent.current = true;
    else if (sent.current) {
      sent.current = false;
      if (data?.refused) return;
      form.current?.reset();
      // Keys work again: the next note is one N away.
      form.current?.focus();
    }
  }, [state, data]);
  const refused = data?.refused;
  const error =
    refused === undefined
      ? undefined
      : refused === 'reason_missing'
        ? say(reviewWords.noteShort)
        : `${say(refusalWords[refused].say)} ${say(refusalWords[refused].fix)}`;
  return (
    <fetcher.Form method="post" ref={form} tabIndex={-1} className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="intent" value="note" />
      <input type="hidden" name="atMs" value={atMs} />
      <DeskField
        name="words"
        label={`${say(reviewWords.noteAt)} ${sayPlace(atMs)} · ${say(reviewWords.noteWords)}`}
        error={error}
        field={field}
        minLength={2}
        maxLength={500}
        required
        autoComplete="off"
      />
      <DeskButton busy={isSending()}>{say(reviewWords.addNote)}</DeskButton>
    </fetcher.Form>
  );
}
