import type { MouseEvent } from 'react';

type Press = MouseEvent<HTMLButtonElement>;

/** Holds back a press on a button at work, and the second of a double click on one that sends: nobody means two. */
export function takePress(busy: boolean, sends: boolean, onPress?: (press: Press) => void) {
  return (press: Press) => {
    if (busy || (sends && press.detail > 1)) press.preventDefault();
    else onPress?.(press);
  };
}
