import { useEffect, useRef, useState } from 'react';
import { DeskButton } from './desk-form.tsx';
import type { Drawn } from './draw-chart.client.ts';
import { useWords } from './frame.tsx';
import { uiWords } from './words.ts';

/** What a chart shows: a value of every series for every category. `across`: bars lie, for long names. */
export type ChartSpec = {
  categories: string[];
  series: { name: string; values: number[]; stack?: string }[];
  across?: boolean;
};

/**
 * A chart of the desk, drawn once its page is there: the library comes on its own. `say` tells in a sentence what it shows;
 * the same numbers stand in a table beside it, so it can be passed over. No numbers: nothing is drawn.
 */
export function Chart({ title, say, spec }: { title: string; say: string; spec: ChartSpec }) {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'opening' | 'drawn' | 'broken'>('opening');
  const [tries, setTries] = useState(0);
  const shown = JSON.stringify(spec);
  useEffect(() => {
    const host = box.current;
    if (!host) return undefined;
    let drawn: Drawn | null = null;
    let isGone = false;
    const watch = new ResizeObserver(() => drawn?.resize());
    import('./draw-chart.client.ts').then(
      ({ drawChart }) => {
        if (isGone) return;
        drawn = drawChart(host, JSON.parse(shown) as ChartSpec);
        watch.observe(host);
        setState('drawn');
      },
      () => {
        if (!isGone) setState('broken');
      },
    );
    // Paper is narrower than the screen.
    const fit = () => drawn?.resize();
    window.addEventListener('beforeprint', fit);
    return () => {
      isGone = true;
      window.removeEventListener('beforeprint', fit);
      watch.disconnect();
      drawn?.dispose();
    };
  }, [shown, tries]);
  const { categories, series, across = false } = spec;
  if (!series.some(({ values }) => values.some((value) => value > 0))) return null;
  const high = across ? Math.max(180, categories.length * 22 * series.length + 70) : 280;
  return (
    <figure className="min-w-0 rounded-button border border-hair bg-card p-3">
      <figcaption className="font-bold">{title}</figcaption>
      <div className="relative mt-2">
        <div
          ref={box}
          role="img"
          aria-label={say}
          aria-busy={state === 'opening' || undefined}
          data-chart={state}
          style={{ height: high }}
          className="w-full overflow-hidden"
        />
        {state === 'opening' && <p className="absolute inset-0 text-ink-2">{words(uiWords.drawing)}</p>}
        {state === 'broken' && (
          <div className="absolute inset-0 flex flex-wrap items-start gap-3 bg-card" role="status">
            <span className="text-ink-2">{words(uiWords.notDrawn)}</span>
            <DeskButton
              type="button"
              onClick={() => {
                setState('opening');
                setTries((n) => n + 1);
              }}
            >
              {words(uiWords.drawAgain)}
            </DeskButton>
          </div>
        )}
      </div>
    </figure>
  );
}
