import { lastSeqOf, readSpan, type SpanColumns } from '../evidence/open-span.ts';
import { foldInto } from './fold-beat.ts';
import type { KnownStudy } from './known-studies.server.ts';

/**
 * Adds to a study that is remembered the beats that another process folded since; false when anything else may have
 * happened. Whatever happens to a study moves `rev` on, and a fold moves it by one and adds one beat: the open span has
 * grown by as many beats as `rev` has moved only if all of it were folds.
 */
export function catchUp(study: KnownStudy, head: SpanColumns & { rev: number }): boolean {
  const moved = head.rev - study.rev;
  if (moved === 0) return true;
  // What was read is older than what is remembered.
  if (moved < 0) return false;
  const { state, spanBeats } = study;
  const span = readSpan(head);
  if (span?.fence !== state.lease.fence || span.beats.length / 2 - spanBeats !== moved) return false;
  let spentMs = 0;
  for (let i = 2 * spanBeats; i < span.beats.length; i += 2) spentMs += span.beats[i] ?? 0;
  foldInto(state, { ...span, lastSeq: lastSeqOf(span), spentMs });
  study.rev = head.rev;
  study.spanBeats += moved;
  return true;
}
