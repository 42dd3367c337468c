import { useFrame } from './frame.tsx';
import { sayDuration } from './say-time.ts';

/** A share of `wholeMs` as a width an SVG takes. */
function width(ms: number, wholeMs: number): string {
  const share = wholeMs > 0 ? Math.min(1, Math.max(0, ms / wholeMs)) : 0;
  return `${(share * 100).toFixed(2)}%`;
}

/**
 * How much of `wholeMs` is done; `waitingMs` after it is played and not yet proven (hatched). Drawn by ourselves, read
 * as `label`.
 */
export function Progress({
  doneMs,
  waitingMs = 0,
  wholeMs,
  label,
}: {
  doneMs: number;
  waitingMs?: number;
  wholeMs: number;
  label: string;
}) {
  const { lang } = useFrame();
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(1, Math.floor(wholeMs / 1000))}
      aria-valuenow={Math.floor(Math.min(doneMs, wholeMs) / 1000)}
      aria-valuetext={`${sayDuration(doneMs, lang)} / ${sayDuration(wholeMs, lang)}`}
      className="h-3 overflow-hidden rounded-tag border border-line bg-card"
    >
      <svg
        width="100%"
        height="12"
        className="h-full w-full text-accent"
        aria-hidden="true"
        focusable="false"
      >
        <rect width={width(doneMs + waitingMs, wholeMs)} height="100%" fill="currentColor" opacity="0.35" />
        <rect width={width(doneMs, wholeMs)} height="100%" fill="currentColor" />
      </svg>
    </div>
  );
}

/** One counted time with its name. `big` is the number of the page. */
export function TimeCount({ ms, label, big = false }: { ms: number; label: string; big?: boolean }) {
  const { lang } = useFrame();
  return (
    <p className={big ? '' : 'flex flex-wrap items-baseline gap-x-2'}>
      <span className={`text-ink-2 ${big ? 'block text-note' : 'text-body'}`}>{label}</span>
      <span className={`font-bold tabular-nums ${big ? 'block text-num' : 'text-body'}`}>
        {sayDuration(ms, lang)}
      </span>
    </p>
  );
}
