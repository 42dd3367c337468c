import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'plain';

export const toneIcon: Record<Tone, IconName> = {
  ok: 'check',
  warn: 'warn',
  bad: 'bad',
  info: 'info',
  plain: 'clock',
};
const box: Record<Tone, string> = {
  ok: 'bg-ok-soft',
  warn: 'bg-warn-soft',
  bad: 'bg-bad-soft',
  info: 'bg-info-soft',
  plain: 'bg-hair',
};
const word: Record<Tone, string> = {
  ok: 'text-ok',
  warn: 'text-warn',
  bad: 'text-bad',
  info: 'text-info',
  plain: 'text-ink-2',
};

/**
 * What happened (`title`), then what to do (`children`), with the one way to do it (`action`). `live` reads it aloud when
 * it appears while the page is open.
 */
export function Notice({
  tone,
  title,
  children,
  action,
  live = false,
}: {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  live?: boolean;
}) {
  return (
    <div className={`rounded-button p-3 ${box[tone]}`} role={live ? 'status' : undefined}>
      <div className="flex gap-2">
        <Icon name={toneIcon[tone]} className={`mt-1 ${word[tone]}`} />
        <div className="min-w-0 grow">
          <p className={`font-bold ${word[tone]}`}>{title}</p>
          {children && <div className="text-ink">{children}</div>}
        </div>
      </div>
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}

/** A state in one word: icon, word and colour together. */
export function StatusTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-tag px-2 py-0.5 font-bold whitespace-nowrap ${box[tone]} ${word[tone]}`}
    >
      <Icon name={toneIcon[tone]} />
      {children}
    </span>
  );
}
