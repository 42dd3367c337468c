import { useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react';
import type { FileUpload, UploadAim, UploadState } from '../approval/upload.client.ts';
import { authorWords } from '../approval/words.ts';
import { sayAbout } from '../study/say-time.ts';
import { DeskButton } from '../ui/desk-form.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { sayBytes } from '../ui/say-bytes.ts';

const second =
  'inline-flex min-h-9 items-center rounded-field border-2 border-line bg-card px-3 text-desk font-bold';

/** A file on its way up: dropped or chosen, its progress, and what became of it. `onDone` gets the id of the upload. */
export function UploadPart({
  aim,
  label,
  hint,
  accept,
  onDone,
  onGone,
}: {
  aim: UploadAim;
  label: string;
  hint: string;
  accept: string;
  onDone(id: string): void;
  /** It was given up or refused: what the server keeps has changed. */
  onGone?: () => void;
}) {
  const say = useWords();
  const run = useRef<FileUpload | null>(null);
  const [state, setState] = useState<UploadState | null>(null);
  const [name, setName] = useState('');
  const [over, setOver] = useState(false);
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => () => run.current?.destroy(), []);
  const begin = async (file: File | undefined) => {
    if (!file) return;
    const { FileUpload } = await import('../approval/upload.client.ts');
    run.current?.destroy();
    setName(file.name);
    run.current = new FileUpload(file, aim, (now) => {
      // A video leads to its page; after a voice the next one may be chosen.
      setState(now.at === 'done' && aim.purpose === 'voice' ? null : now);
      if (now.at === 'done') done.current(now.id);
      if (now.at === 'refused') onGone?.();
    });
    await run.current.start();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void begin(event.dataTransfer.files[0]);
  };
  const giveUp = async () => {
    await run.current?.giveUp();
    setState(null);
    onGone?.();
  };
  const isIdle = state === null || state.at === 'refused';
  const id = `file-${aim.purpose}`;
  return (
    <div className="flex flex-col gap-2">
      {state?.at === 'refused' && (
        <Notice tone="bad" title={state.say ?? say(authorWords.notSent)} live>
          {state.fix ?? say(authorWords.again)}
        </Notice>
      )}
      {isIdle ? (
        <div
          onDragOver={(event) => (event.preventDefault(), setOver(true))}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          className={`flex flex-wrap items-center gap-2 rounded-button border-2 border-dashed p-3 ${
            over ? 'border-accent bg-accent-soft' : 'border-line'
          }`}
        >
          <span className="font-bold">{label}</span>
          <label className="file-button relative inline-flex min-h-9 items-center rounded-field bg-accent px-3 font-bold text-white hover:bg-accent-pressed">
            {say(authorWords.choose)}
            <input
              id={id}
              type="file"
              accept={accept}
              aria-describedby={`${id}-hint`}
              onChange={(event) => void begin(event.target.files?.[0])}
              className="absolute top-0 left-0 h-full w-full cursor-pointer opacity-0"
            />
          </label>
          <p id={`${id}-hint`} className="w-full text-table text-ink-2">
            {hint} {say(authorWords.mayClose)}
          </p>
        </div>
      ) : (
        <Running state={state} name={name}>
          {state.at === 'stopped' ? (
            <DeskButton type="button" onClick={() => run.current?.goOn()}>
              {say(authorWords.goOn)}
            </DeskButton>
          ) : (
            state.at !== 'done' &&
            state.at !== 'checking' && (
              <button type="button" className={second} onClick={() => void run.current?.stop()}>
                {say(authorWords.pause)}
              </button>
            )
          )}
          {state.at !== 'done' && state.at !== 'checking' && (
            <button type="button" className={second} onClick={() => void giveUp()}>
              {say(authorWords.giveUp)}
            </button>
          )}
        </Running>
      )}
    </div>
  );
}

/** How far it is: per cent, bytes, speed, time left. */
function Running({ state, name, children }: { state: UploadState; name: string; children: ReactNode }) {
  const say = useWords();
  const { lang } = useFrame();
  const { at, sent, total, speed } = state;
  const pct = total === 0 ? 0 : Math.floor((sent / total) * 100);
  const words = {
    sending: authorWords.sending,
    lost: authorWords.lineLost,
    checking: authorWords.checking,
    stopped: authorWords.stopped,
    refused: authorWords.notSent,
    done: authorWords.checking,
  }[at];
  const left = speed ? ` · ${sayBytes(speed)}/s · ${sayAbout(((total - sent) * 1000) / speed, lang)}` : '';
  return (
    <div className="flex flex-col gap-2 rounded-button border-2 border-accent p-3">
      <p className="font-bold break-all">{name}</p>
      <Progress doneMs={sent} wholeMs={total} label={say(authorWords.sent)} text={`${pct}%`} />
      <p className="flex flex-wrap gap-x-3 text-table tabular-nums">
        <b>{pct}%</b>
        <span>
          {sayBytes(sent)} / {sayBytes(total)}
          {left}
        </span>
      </p>
      <p role="status" className={at === 'lost' ? 'font-bold text-warn' : 'text-ink-2'}>
        {say(words)} {(at === 'sending' || at === 'lost' || at === 'stopped') && say(authorWords.mayClose)}
      </p>
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  );
}
