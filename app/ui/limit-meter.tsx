import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

const width = (part: number, whole: number) =>
  `${(whole > 0 ? Math.min(100, Math.max(0, (part / whole) * 100)) : 0).toFixed(2)}%`;

/**
 * A number against its limit, of a whole: a bar, and a mark where the limit is. `say` is the same in a sentence, told
 * anew when it changes; `action` is the one way to mend it.
 */
export function LimitMeter({
  label,
  value,
  limit,
  whole,
  isWithin,
  say,
  action,
}: {
  label: string;
  value: number;
  limit: number;
  whole: number;
  isWithin: boolean;
  say: string;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-1">
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(1, whole)}
        aria-valuenow={Math.min(value, Math.max(1, whole))}
        aria-valuetext={say}
        className={`h-4 overflow-hidden rounded-tag border border-line bg-card ${isWithin ? 'text-accent' : 'text-bad'}`}
      >
        <svg width="100%" height="16" className="h-full w-full" aria-hidden="true" focusable="false">
          <rect width={width(value, whole)} height="100%" fill="currentColor" />
          {whole > 0 && (
            <g className="text-ink">
              <rect
                x={width(limit, whole)}
                width="5"
                height="100%"
                fill="#ffffff"
                transform="translate(-3)"
              />
              <rect
                x={width(limit, whole)}
                width="3"
                height="100%"
                fill="currentColor"
                transform="translate(-2)"
              />
            </g>
          )}
        </svg>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p
          role="status"
          className={`flex items-start gap-1 ${isWithin ? 'text-ink-2' : 'font-bold text-bad'}`}
        >
          <Icon name={isWithin ? 'check' : 'bad'} className="mt-1" />
          {say}
        </p>
        {action}
      </div>
    </div>
  );
}
