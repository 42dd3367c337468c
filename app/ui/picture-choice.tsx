import { useWords } from './frame.tsx';
import { uiWords } from './words.ts';

/** A picture without a caption, or a text; nothing tells the right one apart. */
export type ChoiceShown = { id: string; pictureUrl: string | null; text: string | null };

/**
 * One tap picks. Pictures fill the room they are given in two columns; their only names are 图1, 图2 …, so that a
 * page reader or a program learns nothing (C03). Texts stand below each other.
 */
export function PictureChoice({
  choices,
  onPick,
  picked = null,
  disabled = false,
}: {
  choices: ChoiceShown[];
  onPick(id: string): void;
  picked?: string | null;
  disabled?: boolean;
}) {
  const say = useWords();
  const pictures = choices.every((choice) => choice.pictureUrl !== null);
  return (
    <ul
      className={
        pictures ? 'grid min-h-0 grow auto-rows-fr grid-cols-2 gap-3' : 'flex flex-col justify-center gap-3'
      }
    >
      {choices.map((choice, index) => (
        <li key={choice.id} className={pictures ? 'relative min-h-24' : ''}>
          <button
            type="button"
            disabled={disabled}
            aria-pressed={picked === choice.id}
            onClick={() => onPick(choice.id)}
            className={`flex min-h-15 w-full items-center justify-center rounded-button border-2 p-2 text-body font-bold hover:border-accent disabled:border-hair disabled:text-ink-3 ${
              picked === choice.id
                ? 'border-accent bg-accent-soft text-accent'
                : 'border-line bg-card text-ink'
            } ${pictures ? 'fill' : ''}`}
          >
            {choice.pictureUrl === null ? (
              choice.text
            ) : (
              <img
                src={choice.pictureUrl}
                alt={`${say(uiWords.picture)}${index + 1}`}
                draggable={false}
                width={240}
                height={240}
                className="h-full w-full object-contain"
              />
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
