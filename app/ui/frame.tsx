import { createContext, useContext, type ReactNode } from 'react';
import type { Words } from '../platform/words.ts';
import type { TextSize } from './text-size.ts';

export type Lang = 'zh' | 'en';
/** What every page is drawn with: language and text size, both from cookies. */
export type Frame = { lang: Lang; size: TextSize };

const FrameContext = createContext<Frame>({ lang: 'zh', size: 'large' });

export function FrameProvider({ lang, size, children }: Frame & { children: ReactNode }) {
  return <FrameContext.Provider value={{ lang, size }}>{children}</FrameContext.Provider>;
}

export function useFrame(): Frame {
  return useContext(FrameContext);
}

/** Gives the function that says a sentence in the language of the page. */
export function useWords(): (words: Words) => string {
  const { lang } = useFrame();
  return (words) => words[lang];
}
