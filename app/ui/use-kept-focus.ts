import { useEffect, useRef } from 'react';

/** Keeps the focus on the same thing when rows change places: whoever moves a row by keyboard goes on from it. */
export function useKeptFocus(order: string): void {
  const last = useRef<string | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) last.current = target.id || null;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost && last.current) document.getElementById(last.current)?.focus();
  }, [order]);
}
