import type { VersionFlag } from '../db/schema/version.ts';
import type { Heard } from './decode-segments.server.ts';

/** A reviewer looks at what is black or silent for longer than this, ms. */
const longMs = 20_000;
/** −50 dBFS: below it nobody hears a word. */
const quietest = 104;

/** The stretches of a version that a reviewer has to look at, by time. */
export function findFlags({ levels, blacks }: Heard, totalMs: number): VersionFlag[] {
  const flags: VersionFlag[] = blacks.map(({ fromMs, toMs }) => ({
    kind: 'black',
    fromMs,
    toMs: toMs ?? Math.round(totalMs),
  }));
  let fromS: number | null = null;
  for (let s = 0; s <= levels.length; s++) {
    const isQuiet = s < levels.length && (levels[s] ?? 0) < quietest;
    if (isQuiet) fromS ??= s;
    else if (fromS !== null) {
      flags.push({ kind: 'silent', fromMs: fromS * 1000, toMs: Math.min(s * 1000, Math.round(totalMs)) });
      fromS = null;
    }
  }
  return flags.filter(({ fromMs, toMs }) => toMs - fromMs > longMs).sort((a, b) => a.fromMs - b.fromMs);
}
