import { sayPlace } from '../study/say-time.ts';

/** A place or a stretch that is marked on the bar. */
export type PlayerMark = { atMs: number; toMs?: number; label: string; tone: 'note' | 'flag' };

/** Notes and flags where they are in time, under the bar. */
export function PlayerMarks({
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
