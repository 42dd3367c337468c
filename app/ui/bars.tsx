import { Form, Link, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useFrame, useWords } from './frame.tsx';
import { Icon } from './icon.tsx';
import { nextTextSize } from './text-size.ts';
import { textSizeWords, uiWords } from './words.ts';

const tool =
  'flex min-h-12 min-w-12 items-center justify-center gap-1 rounded-button px-2 text-note font-bold text-ink hover:bg-accent-soft active:bg-accent-soft';

/** 字: one tap, the next size. A plain form, so that it works before and without scripts. */
function TextSizeButton() {
  const { size } = useFrame();
  const say = useWords();
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action="/text-size" navigate={false} preventScrollReset>
      <input type="hidden" name="size" value={nextTextSize(size)} />
      <input type="hidden" name="back" value={pathname + search} />
      <button type="submit" className={tool} aria-label={say(textSizeWords[size])}>
        {say(uiWords.textSize)}
      </button>
    </Form>
  );
}

/**
 * 返回 · 字 · 求助, the same order on every learner page. `backTo` null leaves 返回 out; `title` stands in its place.
 * `helpTo` null where asking for help is the page itself.
 */
export function TopBar({
  backTo = '/',
  title,
  helpTo = '/help',
}: {
  backTo?: string | null;
  title?: string;
  helpTo?: string | null;
}) {
  const say = useWords();
  return (
    <header className="flex h-12 shrink-0 items-center border-b border-hair bg-card px-2">
      {backTo !== null && (
        <Link to={backTo} className={`${tool} pl-1`}>
          <Icon name="back" />
          {say(uiWords.back)}
        </Link>
      )}
      {title && <span className="truncate px-2 text-note font-bold">{title}</span>}
      <span className="ml-auto flex items-center gap-2">
        <TextSizeButton />
        {helpTo !== null && (
          <Link to={helpTo} className={tool}>
            {say(uiWords.help)}
          </Link>
        )}
      </span>
    </header>
  );
}

/** Holds the main button at the bottom of the screen, above the safe area, while the page scrolls behind it. */
export function BottomBar({ children }: { children: ReactNode }) {
  return (
    <div className="safe-bottom sticky bottom-0 mt-auto shrink-0 border-t border-hair bg-card px-4 pt-3">
      <div className="mx-auto flex w-full max-w-152 flex-col gap-2">{children}</div>
    </div>
  );
}

/**
 * A learner's whole page: bar, content, bottom. `fixed` makes it exactly one screen high (player, control, face check);
 * content then shares what is left.
 */
export function Page({
  top,
  bottom,
  fixed = false,
  children,
}: {
  top: ReactNode;
  bottom?: ReactNode;
  fixed?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={`screen ${fixed ? 'screen-fixed' : ''}`}>
      {top}
      <main id="main" className={`flex grow flex-col ${fixed ? 'min-h-0' : ''}`}>
        <div className={`mx-auto flex w-full max-w-160 grow flex-col gap-4 p-4 ${fixed ? 'min-h-0' : ''}`}>
          {children}
        </div>
        {bottom}
      </main>
    </div>
  );
}
