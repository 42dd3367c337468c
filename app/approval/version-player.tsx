import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { Rendition } from '../../db/schema/catalogue.ts';
import { sayPlace } from '../study/say-time.ts';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { playerWords, sayOther, saySame } from './player-words.ts';
import { StoryboardStrip } from './storyboard-strip.tsx';
import { usePlayerKeys, useVersionPlayer } from './use-version-player.ts';
import './version-player.css';

/** A place or a stretch that is marked on the bar. */
export type PlayerMark = { atMs: number; toMs?: number; label: string; tone: 'note' | 'flag' };
/** What a page may ask of the player. */
export type PlayerHandle = { seek(toMs: number): void; pause(): void; atMs(): number };

export type VersionPlayerProps = {
  versionId: string;
  renditions: Pick<Rendition, 'name' | 'width' | 'height'>[];
  durationMs: number;
  /** Names of its manifest; what is not among them is not asked for. */
  files: readonly string[];
  /** How many segments it has, for the storyboard; by default as many as its length says. */
  segments?: number | undefined;
  /** What its bytes have to come to: what is played is compared with the manifest of that hash. */
  contentSha256?: string | undefined;
  /** Sends segments as slowly as such a line would, kbit/s. */
  kbps?: number | undefined;
  notes?: PlayerMark[];
  onTime?: (atMs: number) => void;
  /** Somebody wants to note something at this second; the video pauses. */
  onNote?: (atMs: number) => void;
  onStuck?: (stuck: boolean) => void;
  /** Keys work on the whole page, not only in the player. */
  pageKeys?: boolean;
  handle?: Ref<PlayerHandle>;
};

/** Keyframes stand every four seconds, and segments are cut at them. */
const usualSegmentMs = 4_000;
const speeds = [0.75, 1, 1.25, 1.5, 2];
const tool =
  'inline-flex min-h-9 items-center gap-1 rounded-field border-2 border-line bg-card px-2 text-table';

/** The bytes of a version on the screen: the chosen rendition exactly, free seeking and speed, all by keys. */
export function VersionPlayer(props: VersionPlayerProps) {
  const { versionId, renditions, durationMs, files, kbps, notes = [], onTime, onNote, onStuck } = props;
  const say = useWords();
  const root = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [chosen, setChosen] = useState(renditions[renditions.length - 1]?.name ?? '240p');
  const [tries, setTries] = useState(0);
  const [subtitles, setSubtitles] = useState(true);
  const [speed, setSpeed] = useState(1);
  const query = new URLSearchParams({
    ...(kbps ? { kbps: String(kbps) } : {}),
    ...(tries ? { try: String(tries) } : {}),
  });
  const base = `/versions/${versionId}`;
  const asked = query.toString();
  const { player, state } = useVersionPlayer(
    video,
    `${base}/${chosen}.m3u8${asked && `?${asked}`}`,
    versionId,
    props.contentSha256,
  );
  const { atMs, playing, waiting, stuck, checked } = state;
  const isOther = checked.other > 0;
  const note = onNote && (() => (player?.pause(), onNote(atMs)));
  usePlayerKeys(root, props.pageKeys ?? false, {
    toggle: () => player?.toggle(),
    skip: (byMs) => player?.skip(byMs),
    note,
  });
  useImperativeHandle(props.handle, () => ({
    seek: (toMs) => player?.seek(toMs),
    pause: () => player?.pause(),
    atMs: () => atMs,
  }));
  useEffect(() => onTime?.(atMs), [atMs, onTime]);
  useEffect(() => onStuck?.(stuck || isOther), [stuck, isOther, onStuck]);
  useEffect(() => player?.subtitles(subtitles), [player, subtitles, chosen]);
  const clock = `${sayPlace(atMs)} / ${sayPlace(durationMs)}`;
  return (
    <div ref={root} className="flex flex-col gap-2">
      <div className="version-stage ratio-16-9 overflow-hidden rounded-field">
        <video
          ref={video}
          aria-label={say(playerWords.video)}
          playsInline
          preload="auto"
          poster={files.includes('poster.jpg') ? `${base}/poster.jpg` : undefined}
          onClick={() => player?.toggle()}
        >
          <track
            kind="captions"
            src={files.includes('subtitles.vtt') ? `${base}/subtitles.vtt` : undefined}
            srcLang="zh-CN"
            label={say(playerWords.chinese)}
            default
          />
        </video>
        {waiting && !stuck && (
          <p
            role="status"
            className="late absolute top-2 left-2 rounded-field bg-stage px-2 text-table text-stage-text"
          >
            {say(playerWords.opening)}
          </p>
        )}
      </div>
      {stuck && (
        <Notice
          tone="bad"
          title={say(playerWords.stuck)}
          live
          action={
            <button type="button" className={tool} onClick={() => setTries(tries + 1)}>
              {say(playerWords.retry)}
            </button>
          }
        />
      )}
      {isOther && <Notice tone="bad" title={say(sayOther(checked.other))} live />}
      <div className="relative flex items-center">
        <input
          type="range"
          className="version-bar"
          aria-label={say(playerWords.place)}
          aria-valuetext={clock}
          min={0}
          max={durationMs}
          step={1}
          value={Math.min(atMs, durationMs)}
          onChange={(event) => player?.seek(Number(event.target.value))}
        />
      </div>
      <Marks marks={notes} durationMs={durationMs} onSeek={(toMs) => player?.seek(toMs)} />
      <div className="flex flex-wrap items-center gap-2">
        <button type="button" className={tool} onClick={() => player?.toggle()}>
          <Icon name={playing ? 'pause' : 'play'} />
          {say(playing ? playerWords.pause : playerWords.play)}
          <Key>␣</Key>
        </button>
        <button
          type="button"
          className={tool}
          aria-label={say(playerWords.back)}
          onClick={() => player?.skip(-5_000)}
        >
          −5 <Key>←</Key>
        </button>
        <button
          type="button"
          className={tool}
          aria-label={say(playerWords.ahead)}
          onClick={() => player?.skip(5_000)}
        >
          +5 <Key>→</Key>
        </button>
        {note && (
          <button type="button" className={tool} onClick={note}>
            {say(playerWords.note)} <Key>N</Key>
          </button>
        )}
        <span className="text-table tabular-nums">{clock}</span>
        {checked.same > 0 && !isOther && (
          <span className="flex items-center gap-1 text-table text-ok">
            <Icon name="check" />
            {say(saySame(checked.same))}
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
            onPick={(name) => setChosen(name as Rendition['name'])}
            options={renditions.map(({ name, width, height }) => [name, `${name} ${width}×${height}`])}
          />
          <Pick
            label={say(playerWords.speed)}
            value={String(speed)}
            onPick={(rate) => (setSpeed(Number(rate)), player?.speed(Number(rate)))}
            options={speeds.map((rate) => [String(rate), `${rate}×`])}
          />
          <button
            type="button"
            className={tool}
            aria-pressed={subtitles}
            onClick={() => setSubtitles(!subtitles)}
          >
            {say(playerWords.subtitles)}
            {subtitles && <Icon name="check" />}
          </button>
          <button type="button" className={tool} onClick={() => void video.current?.requestFullscreen?.()}>
            {say(playerWords.full)}
          </button>
        </span>
      </div>
      {files.includes('storyboard.jpg') && (
        <StoryboardStrip
          url={`${base}/storyboard.jpg`}
          durationMs={durationMs}
          segments={props.segments ?? Math.ceil(durationMs / usualSegmentMs)}
          atMs={atMs}
          onSeek={(toMs) => player?.seek(toMs)}
        />
      )}
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

/** Notes and flags where they are in time, under the bar. */
function Marks({
  marks,
  durationMs,
  onSeek,
}: {
  marks: PlayerMark[];
  durationMs: number;
  onSeek(toMs: number): void;
}) {
  if (marks.length === 0) return null;
  return (
    <div aria-hidden="true" className="relative h-2 w-full rounded-field bg-hair">
      {marks.map(({ atMs, toMs, label, tone }) => (
        <button
          key={`${atMs} ${tone} ${label}`}
          type="button"
          tabIndex={-1}
          title={`${sayPlace(atMs)} ${label}`}
          aria-label={`${sayPlace(atMs)} ${label}`}
          onClick={() => onSeek(atMs)}
          className={`version-mark ${tone === 'flag' ? 'bg-warn' : 'bg-info'}`}
          style={{
            left: `${(atMs / durationMs) * 100}%`,
            width: `${(((toMs ?? atMs) - atMs) / durationMs) * 100}%`,
          }}
        />
      ))}
    </div>
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
