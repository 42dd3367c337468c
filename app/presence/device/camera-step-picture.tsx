import type { ReactNode } from 'react';
import type { BrowserKind } from './camera-words.ts';

/** A phone screen with one thing on it marked: where to tap in this step. */
export function CameraStepPicture({ browser, step }: { browser: BrowserKind; step: number }) {
  const screens: ReactNode[] = [
    browser === 'wechat' || browser === 'huawei' ? (
      <Gear key="gear" />
    ) : (
      <AddressBar key="address" aA={browser === 'iphone'} />
    ),
    <SwitchRow key="switch" />,
    <Done key="done" />,
  ];
  return (
    <svg viewBox="0 0 96 96" width="72" height="72" className="shrink-0" aria-hidden="true" focusable="false">
      <rect x="12" y="4" width="72" height="88" rx="10" fill="#f6f7f5" stroke="#4a524e" strokeWidth="3" />
      {screens[step]}
    </svg>
  );
}

const mark = { fill: 'none', stroke: '#b3261e', strokeWidth: 4 };

function AddressBar({ aA }: { aA: boolean }) {
  return (
    <>
      <rect x="20" y="16" width="56" height="18" rx="9" fill="#fff" stroke="#79837e" strokeWidth="2" />
      {aA ? (
        <text x="24" y="30" fontSize="13" fontWeight="700" fill="#1b1f1d">
          大小
        </text>
      ) : (
        <path d="M26 24h9v7h-9ZM28 24v-3a2.5 2.5 0 0 1 5 0v3" fill="none" stroke="#1b1f1d" strokeWidth="2" />
      )}
      <circle cx={aA ? 37 : 31} cy="25" r={aA ? 18 : 13} {...mark} />
      <path d="M24 52h48M24 64h48M24 76h30" stroke="#dde3df" strokeWidth="4" />
    </>
  );
}

function Gear() {
  return (
    <>
      <circle cx="48" cy="48" r="12" fill="none" stroke="#1b1f1d" strokeWidth="4" />
      <path
        d="M48 28v8M48 60v8M28 48h8M60 48h8M34 34l5.5 5.5M56.5 56.5 62 62M62 34l-5.5 5.5M39.5 56.5 34 62"
        stroke="#1b1f1d"
        strokeWidth="4"
      />
      <circle cx="48" cy="48" r="27" {...mark} />
    </>
  );
}

function SwitchRow() {
  return (
    <>
      <path d="M22 24h40M22 72h40" stroke="#dde3df" strokeWidth="4" />
      <path d="M22 42h5l2-4h8l2 4h5v14H22Z" fill="none" stroke="#1b1f1d" strokeWidth="2.5" />
      <circle cx="33" cy="49" r="3.5" fill="none" stroke="#1b1f1d" strokeWidth="2.5" />
      <rect x="52" y="41" width="24" height="15" rx="7.5" fill="#0b6b50" />
      <circle cx="68.5" cy="48.5" r="5.5" fill="#fff" />
      <rect x="47" y="35" width="34" height="27" rx="8" {...mark} />
    </>
  );
}

function Done() {
  return (
    <>
      <path d="M22 22h52M22 34h36" stroke="#dde3df" strokeWidth="4" />
      <rect x="22" y="56" width="52" height="22" rx="7" fill="#0b6b50" />
      <path d="m40 67 6 6 11-12" fill="none" stroke="#fff" strokeWidth="4" />
      <rect x="17" y="51" width="62" height="32" rx="10" {...mark} />
    </>
  );
}
