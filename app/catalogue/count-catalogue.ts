import type { VideoState } from '../approval/version-life.ts';
import type { CatalogueNumbers } from './count-targets.ts';

/** A version as counting looks at it. */
export type CountedVersion = {
  lessonId: string;
  occupationId: string;
  /** The lesson belongs to the common module. */
  isShared: boolean;
  number: number;
  state: VideoState;
  /** As measured from the media, ms. */
  durationMs: number | null;
  approvalDocument: string | null;
  /** SHA-256 of what it was made from, hex. */
  sourceSha256: string | null;
  publishedMs: number;
};

/** What counts, and how much of it rests on demonstration approvals only. */
export type CatalogueCount = CatalogueNumbers & { demoOccupations: number; demoMinutes: number };

const minuteMs = 60_000;

/** Whether an approval says of itself that it is a demonstration. */
export function isDemoApproval(document: string): boolean {
  return document.trim().startsWith('演示');
}

/** Of each lesson the newest version that is published, approved with a document, and measured; the oldest first. */
export function newestPublished<V extends CountedVersion>(versions: readonly V[]): V[] {
  const newest = new Map<string, V>();
  for (const version of versions) {
    const { lessonId, state, number, durationMs, approvalDocument } = version;
    if (state !== 'published' || !approvalDocument?.trim() || durationMs === null || durationMs <= 0)
      continue;
    const known = newest.get(lessonId);
    if (!known || number > known.number) newest.set(lessonId, version);
  }
  return [...newest.values()].sort(
    (a, b) => a.publishedMs - b.publishedMs || (a.lessonId < b.lessonId ? -1 : 1),
  );
}

/**
 * The versions that count (P013): of what was made from the same bytes only the first that was published, so that copying
 * a video adds nothing.
 */
export function chooseCounted<V extends CountedVersion>(versions: readonly V[]): V[] {
  const sources = new Set<string>();
  return newestPublished(versions).filter(({ sourceSha256 }) => {
    if (sourceSha256 === null) return true;
    if (sources.has(sourceSha256)) return false;
    sources.add(sourceSha256);
    return true;
  });
}

/**
 * Occupations with at least one counted lesson of their own (the common module makes none), and the whole minutes of all
 * counted lessons: a shared lesson once, milliseconds added first and floored once (P013, P017).
 */
export function countCatalogue(versions: readonly CountedVersion[]): CatalogueCount {
  const all = chooseCounted(versions);
  const real = all.filter(({ approvalDocument }) => !isDemoApproval(approvalDocument ?? ''));
  const [whole, without] = [add(all), add(real)];
  return {
    ...whole,
    demoOccupations: whole.occupations - without.occupations,
    demoMinutes: whole.minutes - without.minutes,
  };
}

function add(counted: readonly CountedVersion[]): CatalogueNumbers {
  const ms = counted.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
  const own = counted.filter(({ isShared }) => !isShared);
  return {
    occupations: new Set(own.map(({ occupationId }) => occupationId)).size,
    minutes: Math.floor(ms / minuteMs),
  };
}
