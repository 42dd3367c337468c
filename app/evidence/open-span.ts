import type { ClockReading } from '../platform/clock.ts';
import type { EvidenceEvent } from './event.ts';

/**
 * Beats of one lease that followed each other without anything else happening, as they wait in the learner's own row
 * to become one event (decision 0026). `spent` and `earned` of every beat, ms, one after the other.
 */
export type OpenSpan = {
  fence: number;
  videoVersionId: string;
  firstSeq: number;
  fromMs: number;
  toMs: number;
  spentMs: number;
  mediaMs: number;
  beats: number[];
  /** The server's clocks at the last beat. */
  counted: ClockReading;
};

type Played = Extract<EvidenceEvent, { kind: 'played' }>;

/** The columns of a chain's head that hold its open span. */
export type SpanColumns = {
  span_fence: number | null;
  span_video_id: string | null;
  span_first_seq: number | null;
  span_from_ms: number | null;
  span_to_ms: number | null;
  span_spent_ms: number | null;
  span_media_ms: number | null;
  span_beats: string | null;
  span_wall_ms: number | null;
  span_mono_ms: number | null;
  span_boot: string | null;
};

/** The open span of a row, or null. */
export function readSpan(row: SpanColumns): OpenSpan | null {
  if (row.span_fence === null || row.span_video_id === null || row.span_boot === null) return null;
  return {
    fence: row.span_fence,
    videoVersionId: row.span_video_id,
    firstSeq: row.span_first_seq ?? 0,
    fromMs: row.span_from_ms ?? 0,
    toMs: row.span_to_ms ?? 0,
    spentMs: row.span_spent_ms ?? 0,
    mediaMs: row.span_media_ms ?? 0,
    beats: (row.span_beats ?? '').split(',').map(Number),
    counted: { wallMs: row.span_wall_ms ?? 0, monoMs: row.span_mono_ms ?? 0, boot: row.span_boot },
  };
}

/** Up to which reading of the server's clocks an event of credit spends time: its own, or that of its row. */
export function countedUntil(event: EvidenceEvent & { at: ClockReading }): ClockReading {
  return event.kind === 'played' ? (event.counted ?? event.at) : event.at;
}

/** Number of the last beat of a span. */
export function lastSeqOf({ firstSeq, beats }: Pick<OpenSpan, 'firstSeq' | 'beats'>): number {
  return firstSeq + beats.length / 2 - 1;
}

/**
 * What is logged when a beat that came to `events` at `at` ends the span: what it earned joins the span when it follows
 * it, everything else comes after.
 */
export function closeBefore(span: OpenSpan, events: EvidenceEvent[], at: ClockReading): EvidenceEvent[] {
  const [earned, ...others] = events;
  const follows =
    earned?.kind === 'earned' &&
    earned.fence === span.fence &&
    earned.beatSeq === lastSeqOf(span) + 1 &&
    at.boot === span.counted.boot;
  if (!follows) return [closeSpan(span), ...events];
  const beats = [...span.beats, earned.elapsedMs, earned.earnedMs];
  const { counted: _, ...played } = closeSpan({ ...span, beats });
  return [played, ...others];
}

/** The one event that a span becomes. */
export function closeSpan({ fence, firstSeq, fromMs, beats, counted }: OpenSpan): Played {
  const steps = beats.map((ms, i) => (i % 2 === 0 ? ms : (beats[i - 1] ?? 0) - ms));
  return { kind: 'played', fence, firstSeq, fromMs, steps, counted };
}

/**
 * Time spent and time earned of every beat of an event, ms, one after the other; none where it tells them twice, or where
 * somebody put something else than a list.
 */
export function beatsOf({ steps, beats }: Pick<Played, 'steps' | 'beats'>): number[] {
  if (steps === undefined) return Array.isArray(beats) ? beats : [];
  if (beats !== undefined || !Array.isArray(steps)) return [];
  return steps.map((ms, i) => (i % 2 === 0 ? ms : (steps[i - 1] ?? 0) - ms));
}
