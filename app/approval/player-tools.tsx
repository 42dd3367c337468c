import type { Rendition } from '../../db/schema/version.ts';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { playerWords, saySame } from './player-words.ts';

const speeds = [0.75, 1, 1.25, 1.5, 2];
export const tool =
  'inline-flex min-h-9 items-center gap-1 rounded-field border-2 border-line bg-card px-2 text-table';

/** The tools under the bar, each with its key. `same`: segments that were compared and are the version's own. */
export function PlayerTools(props: {
  playing: boolean;
  clock: string;
  same: number;
  kbps: number | undefined;
  renditions: Pick<Rendition, 'name' | 'width' | 'height'>[];
  chosen: Rendition['name'];
  speed: number;
  subtitles: boolean;
  onToggle(): void;
  onSkip(byMs: number): void;
  onNote: (() => void) | undefined;
  onChoose(name: Rendition['name']): void;
  onSpeed(rate: number): void;
  onSubtitles(shown: boolean): void;
  onFull(): void;
}) {
  const { playing, clock, same, kbps, renditions, chosen, speed, subtitles, onSkip, onNote } = props;
  const say = useWords();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <button type="button" className={tool} onClick={props.onToggle}>
        <Icon name={playing ? 'pause' : 'play'} />
        {say(playing ? playerWords.pause : playerWords.play)}
        <Key>␣</Key>
      </button>
      <button
        type="button"
        className={tool}
        aria-label={say(playerWords.back)}
        onClick={() => onSkip(-5_000)}
      >
        −5 <Key>←</Key>
      </button>
      <button
        type="button"
        className={tool}
        aria-label={say(playerWords.ahead)}
        onClick={() => onSkip(5_000)}
      >
        +5 <Key>→</Key>
      </button>
      {onNote && (
        <button type="button" className={tool} onClick={onNote}>
          {say(playerWords.note)} <Key>N</Key>
        </button>
      )}
      <span className="text-table tabular-nums">{clock}</span>
      {same > 0 && (
        <span className="flex items-center gap-1 text-table text-ok">
          <Icon name="check" />
          {say(saySame(same))}
        </span>
      )}
      <span className="ml-auto flex flex-wrap items-center gap-2">
        {kbps && (
          <span className="text-table text-warn">
            {say(playerWords.slow)} {kbps} kbit/s
          </span>
        )}
        <Pick
          label={say(playerWords.rendition)}
          value={chosen}
          onPick={(name) => props.onChoose(name as Rendition['name'])}
          options={renditions.map(({ name, width, height }) => [name, `${name} ${width}×${height}`])}
        />
        <Pick
          label={say(playerWords.speed)}
          value={String(speed)}
          onPick={(rate) => props.onSpeed(Number(rate))}
          options={speeds.map((rate) => [String(rate), `${rate}×`])}
        />
        <button
          type="button"
          className={tool}
          aria-pressed={subtitles}
          onClick={() => props.onSubtitles(!subtitles)}
        >
          {say(playerWords.subtitles)}
          {subtitles && <Icon name="check" />}
        </button>
        <button type="button" className={tool} onClick={props.onFull}>
          {say(playerWords.full)}
        </button>
      </span>
    </div>
  );
}

function Key({ children }: { children: string }) {
  return (
    <kbd aria-hidden="true" className="hidden rounded-field border border-line px-1 text-table desk:inline">
      {children}
    </kbd>
  );
}

function Pick({
  label,
  value,
  onPick,
  options,
}: {
  label: string;
  value: string;
  onPick(value: string): void;
  options: [string, string][];
}) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onPick(event.target.value)}
      className={tool}
    >
      {options.map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  );
}
