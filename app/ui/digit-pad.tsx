import { useEffect, useState } from 'react';
import { useWords } from './frame.tsx';
import { Icon } from './icon.tsx';
import { uiWords } from './words.ts';

const key =
  'flex min-h-12 grow items-center justify-center rounded-button border-2 border-line bg-card text-title font-bold hover:bg-accent-soft active:bg-accent-soft disabled:text-ink-3';

/**
 * A keypad for digits that were heard, by tap or by the keys of a keyboard. `onDone` gets what was tapped, at most
 * `maxLength` digits. Works without sight: every key is a button, the digits so far are read aloud.
 */
export function DigitPad({
  onDone,
  maxLength = 6,
  disabled = false,
}: {
  onDone(digits: string): void;
  maxLength?: number;
  disabled?: boolean;
}) {
  const say = useWords();
  const [digits, setDigits] = useState('');
  const add = (digit: string) => setDigits((had) => (had.length < maxLength ? had + digit : had));
  const erase = () => setDigits((had) => had.slice(0, -1));
  const done = () => digits !== '' && !disabled && onDone(digits);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (disabled || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^[0-9]$/.test(event.key)) add(event.key);
      else if (event.key === 'Backspace') erase();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  return (
    <div className="flex min-h-0 grow flex-col gap-2">
      <output
        aria-live="polite"
        aria-label={say(uiWords.yourDigits)}
        className="flex min-h-12 items-center justify-center rounded-field border-2 border-hair bg-page text-num font-bold tabular-nums"
      >
        {digits || <span className="text-body font-normal text-ink-3">{say(uiWords.noDigits)}</span>}
      </output>
      <div className="grid min-h-0 grow grid-cols-3 gap-2">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
          <button key={digit} type="button" className={key} disabled={disabled} onClick={() => add(digit)}>
            {digit}
          </button>
        ))}
        <button
          type="button"
          className={key}
          disabled={disabled || digits === ''}
          onClick={erase}
          aria-label={say(uiWords.erase)}
        >
          <Icon name="erase" />
        </button>
        <button type="button" className={key} disabled={disabled} onClick={() => add('0')}>
          0
        </button>
        <button
          type="button"
          className={`${key} border-accent bg-accent text-body text-white hover:bg-accent-pressed active:bg-accent-pressed disabled:border-hair disabled:bg-hair disabled:text-ink-2`}
          disabled={disabled || digits === ''}
          onClick={done}
        >
          {say(uiWords.done)}
        </button>
      </div>
    </div>
  );
}
