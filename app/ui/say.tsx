import { useEffect, useRef, useState } from 'react';
import { useWords } from './frame.tsx';
import { Icon } from './icon.tsx';
import { uiWords } from './words.ts';

/** The round button that plays the recorded sentence /sounds/<name>.mp3; a second tap stops it. */
export function ListenButton({ sound, label }: { sound: string; label?: string }) {
  const say = useWords();
  const audio = useRef<HTMLAudioElement | null>(null);
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => () => audio.current?.pause(), []);

  const tap = () => {
    const player = audio.current ?? new Audio(`/sounds/${sound}.mp3`);
    audio.current = player;
    if (speaking) {
      player.pause();
      return setSpeaking(false);
    }
    player.onended = player.onerror = () => setSpeaking(false);
    player.currentTime = 0;
    setSpeaking(true);
    player.play().catch(() => setSpeaking(false));
  };

  return (
    <button
      type="button"
      onClick={tap}
      aria-pressed={speaking}
      aria-label={label ?? say(uiWords.listen)}
      className={`flex h-12 w-12 shrink-0 items-center justify-center rounded-tag text-body ${
        speaking ? 'bg-accent text-white' : 'bg-accent-soft text-accent hover:bg-hair'
      }`}
    >
      <Icon name="sound" />
    </button>
  );
}

/** A part of a sentence of so many characters fits a line of the smallest phone beside 🔊. */
const partMax = 7;

/** Whether lines may end at commas and the like only. A part that needs two lines would be cut anywhere, its full stop left alone on the second. */
const breaksAtMarks = (sentence: string): boolean =>
  (sentence.match(/[^:,，。、；：？！]+[:,，。、；：？！]*/g) ?? []).every((part) => part.length <= partMax);

/** The one sentence of a page, as its heading, with 🔊 when it was recorded, and what to do below it. */
export function Say({ sentence, detail, sound }: { sentence: string; detail?: string; sound?: string }) {
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 grow">
        <h1 className={`${breaksAtMarks(sentence) ? 'break-keep ' : ''}wrap-break-word text-say font-bold`}>
          {sentence}
        </h1>
        {detail && <p className="mt-1 text-body text-ink-2">{detail}</p>}
      </div>
      {sound && <ListenButton sound={sound} />}
    </div>
  );
}
