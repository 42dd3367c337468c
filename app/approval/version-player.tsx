import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { Rendition } from '../../db/schema/version.ts';
import { sayPlace } from '../study/say-time.ts';
import { useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { PlayerMarks, type PlayerMark } from './player-marks.tsx';
import { PlayerTools, tool } from './player-tools.tsx';
import { playerWords, sayOther } from './player-words.ts';
import { StoryboardStrip } from './storyboard-strip.tsx';
import { usePlayerKeys, useVersionPlayer } from './use-version-player.ts';
import './version-player.css';

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
      <PlayerMarks marks={notes} durationMs={durationMs} onSeek={(toMs) => player?.seek(toMs)} />
      <PlayerTools
        playing={playing}
        clock={clock}
        same={isOther ? 0 : checked.same}
        kbps={kbps}
        renditions={renditions}
        chosen={chosen}
        speed={speed}
        subtitles={subtitles}
        onToggle={() => player?.toggle()}
        onSkip={(byMs) => player?.skip(byMs)}
        onNote={note}
        onChoose={setChosen}
        onSpeed={(rate) => (setSpeed(rate), player?.speed(rate))}
        onSubtitles={setSubtitles}
        onFull={() => void video.current?.requestFullscreen?.()}
      />
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
