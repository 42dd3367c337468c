import { Form } from '@remix-run/react';
import type { KeyboardEvent } from 'react';
import { useWords } from '../../ui/frame.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import { courseWords as words, sayCourse } from '../words.ts';

/** Moves a module or a lesson up and down, and takes it out where that is possible. */
export function RowMoves({
  what,
  id,
  title,
  isFirst,
  isLast,
  isRemovable,
  onKeyDown,
}: {
  what: 'module' | 'lesson';
  id: string;
  title: string;
  isFirst: boolean;
  isLast: boolean;
  isRemovable: boolean;
  onKeyDown?: (event: KeyboardEvent) => void;
}) {
  const say = useWords();
  return (
    <>
      <Form method="post" replace preventScrollReset className="flex gap-1" onKeyDown={onKeyDown}>
        <input type="hidden" name="intent" value={`move-${what}`} />
        <input type="hidden" name={`${what}Id`} value={id} />
        {(['-1', '1'] as const).map((by) => (
          <RowButton
            key={by}
            id={`move${by}-${id}`}
            name="by"
            value={by}
            resting={by === '1' ? isLast : isFirst}
            aria-label={say(sayCourse.on(by === '1' ? words.down : words.up, title))}
          >
            {by === '1' ? '↓' : '↑'}
          </RowButton>
        ))}
      </Form>
      {isRemovable && (
        <Form method="post" replace preventScrollReset>
          <input type="hidden" name="intent" value={`remove-${what}`} />
          <input type="hidden" name={`${what}Id`} value={id} />
          <RowButton id={`remove-${id}`} aria-label={say(sayCourse.on(words.remove, title))}>
            {say(words.remove)}
          </RowButton>
        </Form>
      )}
    </>
  );
}
