import { useEffect, useState } from 'react';

/** What a key of the list with one thing beside it does. `choose` counts from 0. */
export type ListKeys = {
  next(): void;
  previous(): void;
  choose(index: number): void;
  /** Any other key; true: it was one of the page's. */
  press?(key: string): boolean;
  /** Ctrl+Enter, while somebody types too. */
  confirm?(): void;
};

const keptAs = 'desk_keys';

/** Whether a person is typing there: then every key is a letter. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['radio', 'checkbox', 'button', 'range'].includes(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** Whether what has the focus answers to this key itself: the space of a button, the arrows of a choice. */
function keepsKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (key.startsWith('Arrow')) return target instanceof HTMLInputElement;
  return key === ' ' && ['BUTTON', 'SUMMARY', 'INPUT'].includes(target.tagName);
}

/**
 * J, K and 1–8 work on the list while nobody types, and what the page adds; with Ctrl, Alt or Meta they are the browser's
 * own. Can be switched off (WCAG 2.1.4), which this browser remembers.
 */
export function useListKeys(keys: ListKeys): { on: boolean; toggle(): void } {
  // Off until the page is live: nothing is promised before it works.
  const [on, setOn] = useState(false);
  useEffect(() => setOn(localStorage.getItem(keptAs) !== 'off'), []);
  useEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, altKey, metaKey, isComposing } = event;
      if (key === 'Enter' && (ctrlKey || metaKey) && !isComposing && keys.confirm) {
        keys.confirm();
        event.preventDefault();
        return;
      }
      if (ctrlKey || altKey || metaKey || isComposing) return;
      if (key === 'Escape' && target instanceof HTMLElement) target.blur();
      if (isTyping(target) || keepsKey(target, key)) return;
      const chosen = ['1', '2', '3', '4', '5', '6', '7', '8'].indexOf(key);
      if (chosen >= 0) keys.choose(chosen);
      else if (key === 'j') keys.next();
      else if (key === 'k') keys.previous();
      else if (!keys.press?.(key)) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [on, keys]);
  const toggle = () => {
    localStorage.setItem(keptAs, on ? 'off' : 'on');
    setOn(!on);
  };
  return { on, toggle };
}
