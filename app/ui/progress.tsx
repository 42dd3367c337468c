/** A share of `wholeMs` as a width an SVG takes. */
function width(ms: number, wholeMs: number): string {
  const share = wholeMs > 0 ? Math.min(1, Math.max(0, ms / wholeMs)) : 0;
  return `${(share * 100).toFixed(2)}%`;
}

/**
 * How much of `wholeMs` is done; `waitingMs` after it is played and not yet proven (pale). Read aloud as `label` and
 * `text`, which is the same in words: 18 分 40 秒.
 */
export function Progress({
  doneMs,
  waitingMs = 0,
  wholeMs,
  label,
  text,
}: {
  doneMs: number;
  waitingMs?: number;
  wholeMs: number;
  label: string;
  text: string;
}) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(1, Math.floor(wholeMs / 1000))}
      aria-valuenow={Math.floor(Math.min(doneMs, wholeMs) / 1000)}
      aria-valuetext={text}
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

/** One counted time, in words, with its name. `big` is the number of the page. */
export function TimeCount({ time, label, big = false }: { time: string; label: string; big?: boolean }) {
  return (
    <p className={big ? '' : 'flex flex-wrap items-baseline gap-x-2'}>
      <span className={`text-ink-2 ${big ? 'block text-note' : 'text-body'}`}>{label}</span>
      <span className={`font-bold tabular-nums ${big ? 'block text-num' : 'text-body'}`}>{time}</span>
    </p>
  );
}
