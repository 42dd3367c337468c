import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { VideoState } from './version-life.ts';

/** How far the worker is with a version. */
export type Making = { state: VideoState; step: string; stepPct: number; unspoken: number };

const askEveryMs = 2_000;

/**
 * Asks how far a version is while it is being made or its questions are spoken; when that changes what the page shows,
 * the page is read anew.
 */
export function useMaking(versionId: string, first: Making): Making {
  const { revalidate } = useRevalidator();
  const [heard, setHeard] = useState<Making | null>(null);
  const { state, unspoken } = first;
  const isAwaited = ['uploaded', 'processing'].includes(state) || unspoken > 0;
  useEffect(() => {
    if (!isAwaited) return;
    const stop = new AbortController();
    const ask = async () => {
      const answer = await fetch(`/versions/${versionId}/progress`, { signal: stop.signal }).catch(
        () => null,
      );
      // A lost line or a busy server: asked again in two seconds.
      if (!answer?.ok) return;
      const now = (await answer.json()) as Making;
      setHeard(now);
      if (now.state !== state || now.unspoken !== unspoken) revalidate();
    };
    const timer = setInterval(() => void ask().catch(() => {}), askEveryMs);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [versionId, isAwaited, state, unspoken, revalidate]);
  // What the page was read with is newer once it is read anew.
  return heard?.state === state && heard.unspoken === unspoken ? heard : first;
}
