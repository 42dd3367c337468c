import { useEffect, useRef } from 'react';
import { layStoryboard, tile } from './lay-storyboard.ts';

/** Size of a picture in the strip, px. */
const shown = { width: 96, height: 54 };

/**
 * The pictures of a video side by side; a press leads to where one stands. The bar and the keys do the same, so that it
 * is neither read aloud nor reached by Tab.
 */
export function StoryboardStrip({
  url,
  durationMs,
  segments,
  atMs,
  onSeek,
}: {
  url: string;
  durationMs: number;
  segments: number;
  atMs: number;
  onSeek(toMs: number): void;
}) {
  const strip = useRef<HTMLDivElement>(null);
  const { tiles, rows, everySegments } = layStoryboard(segments);
  const tileMs = (durationMs / segments) * everySegments;
  const now = Math.min(tiles - 1, Math.floor(atMs / tileMs));
  useEffect(() => {
    const box = strip.current;
    // Only the strip moves, never the page.
    if (box) box.scrollLeft = (now + 0.5) * shown.width - box.clientWidth / 2;
  }, [now]);
  return (
    <div ref={strip} aria-hidden="true" className="flex overflow-x-auto rounded-field bg-stage">
      {Array.from({ length: tiles }, (_, n) => (
        <button
          // eslint-disable-next-line react/no-array-index-key
          key={n}
          type="button"
          tabIndex={-1}
          aria-label={String(n + 1)}
          onClick={() => onSeek(n * tileMs)}
          className={`shrink-0 border-2 ${n === now ? 'border-focus' : 'border-stage'}`}
          style={{
            ...{ width: shown.width, height: shown.height, backgroundImage: `url(${url})` },
            backgroundSize: `${tile.columns * shown.width}px ${rows * shown.height}px`,
            backgroundPosition: `${-(n % tile.columns) * shown.width}px ${-Math.floor(n / tile.columns) * shown.height}px`,
          }}
        />
      ))}
    </div>
  );
}
