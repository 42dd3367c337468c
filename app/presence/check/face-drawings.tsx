import type { ReactNode } from 'react';
import type { FaceSign } from './face-view.ts';

const ink = { fill: 'none', stroke: '#1b1f1d', strokeWidth: 3, strokeLinecap: 'round' } as const;
const accent = { ...ink, stroke: '#0b6b50', strokeWidth: 4 } as const;
const mark = { ...ink, stroke: '#b3261e', strokeWidth: 4 } as const;

/** What to mind before the pictures are taken. */
export type TipName = 'light' | 'bare' | 'alone';

const tips: Record<TipName, ReactNode> = {
  light: (
    <>
      <path d="M10 12h34v42H10ZM27 12v42M10 33h34" {...ink} />
      <path d="M50 24h10M50 34h14M50 44h10" {...accent} />
      <circle cx="76" cy="30" r="11" {...ink} />
      <path d="M58 62c0-12 8-18 18-18s18 6 18 18" {...ink} />
    </>
  ),
  bare: (
    <>
      <circle cx="50" cy="42" r="20" {...ink} />
      <path d="M40 36v3M60 36v3M42 50c5 5 11 5 16 0" {...ink} />
      <path d="M26 14c8-8 40-8 48 0M22 18h56" {...ink} />
      <path d="m30 4 40 20M70 4 30 24" {...mark} />
    </>
  ),
  alone: (
    <>
      <rect x="32" y="8" width="36" height="58" rx="6" {...ink} />
      <circle cx="50" cy="30" r="9" {...accent} />
      <path d="M38 54c0-9 5-13 12-13s12 4 12 13" {...accent} />
      <path d="M16 37h10m-5-5 6 5-6 5M84 37H74m5-5-6 5 6 5" {...ink} />
    </>
  ),
};

export function TipPicture({ name }: { name: TipName }) {
  return (
    <svg
      viewBox="0 0 100 72"
      width="88"
      height="63"
      className="shrink-0"
      aria-hidden="true"
      focusable="false"
    >
      {tips[name]}
    </svg>
  );
}

const arrow = 'M78 34H44V14L8 50l36 36V66h34Z';
const signs: Record<Exclude<FaceSign, null>, ReactNode> = {
  left: <path d={arrow} />,
  right: <path d={arrow} transform="matrix(-1 0 0 1 100 0)" />,
  blink: (
    <>
      <path d="M10 50C26 26 74 26 90 50 74 74 26 74 10 50Z" fill="#fff" stroke="#0b6b50" />
      <circle cx="50" cy="50" r="14" stroke="none" />
    </>
  ),
  closed: <path d="M10 46c16 24 64 24 80 0M22 62l-8 12M50 68v14M78 62l8 12" fill="none" stroke="#0b6b50" />,
};

/** The big arrow or eye beside the face: to the left of the screen is the learner's own left, as in a mirror. */
export function ActionSign({ sign }: { sign: Exclude<FaceSign, null> }) {
  const place = sign === 'left' ? 'top-1/4 left-0' : sign === 'right' ? 'top-1/4 right-0' : 'top-0 right-0';
  return (
    <svg
      viewBox="0 0 100 100"
      className={`face-sign absolute h-28 w-28 ${place}`}
      fill="#0b6b50"
      stroke="#ffffff"
      strokeWidth="5"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      {signs[sign]}
    </svg>
  );
}
