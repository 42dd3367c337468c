import {
  chooseCounted,
  countCatalogue,
  isDemoApproval,
  newestPublished,
  type CountedVersion,
} from '../count-catalogue.ts';
import { findTargets, measureShortfall, type TargetRule } from '../count-targets.ts';
import type { Catalogue, PublicLesson, PublicOccupation } from './catalogue.wire.ts';

/** A published version with what the public reads of it. */
export type PublishedVersion = CountedVersion & {
  title: string;
  slug: string;
  occupation: string;
  code: string;
  approvedOn: string | null;
};

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The public catalogue on `day` (YYYY-MM-DD in China): lessons by occupation, the common module last, and the targets (P013). */
export function describeCatalogue(
  versions: readonly PublishedVersion[],
  rule: TargetRule,
  day: string,
): Catalogue {
  const shown = newestPublished(versions);
  const counted = new Set(chooseCounted(shown));
  const { occupations, minutes, demoOccupations, demoMinutes } = countCatalogue(shown);
  const withoutDemo = { occupations: occupations - demoOccupations, minutes: minutes - demoMinutes };
  const { next, before } = findTargets(rule, day);
  const late = before && measureShortfall(before, withoutDemo);
  return {
    asOf: day,
    counted: { occupations, minutes },
    demo: { occupations: demoOccupations, minutes: demoMinutes },
    withoutDemo,
    target: next,
    shortfall: measureShortfall(next, withoutDemo),
    overdue: late && late.occupations + late.minutes > 0 ? { target: before, shortfall: late } : null,
    occupations: groupLessons(shown, counted),
  };
}

function groupLessons(
  shown: readonly PublishedVersion[],
  counted: ReadonlySet<PublishedVersion>,
): PublicOccupation[] {
  const ids = [...new Set(shown.map(({ occupationId }) => occupationId))];
  const groups = ids.flatMap((id): PublicOccupation[] => {
    const own = shown
      .filter(({ occupationId }) => occupationId === id)
      .sort((a, b) => byText(a.slug, b.slug));
    const [first] = own;
    if (!first) return [];
    const { minutes, demoMinutes } = countCatalogue(own.filter((version) => counted.has(version)));
    return [
      {
        ...{ id, name: first.occupation, code: first.code, isShared: first.isShared },
        ...{ minutes, demoMinutes },
        lessons: own.map((version) => showLesson(version, counted.has(version))),
      },
    ];
  });
  return groups.sort(
    (a, b) =>
      Number(a.isShared) - Number(b.isShared) ||
      // Whose code nobody knows yet come last.
      Number(a.code === '') - Number(b.code === '') ||
      byText(a.code, b.code) ||
      byText(a.id, b.id),
  );
}

function showLesson(version: PublishedVersion, isCounted: boolean): PublicLesson {
  const { lessonId: id, title, durationMs, number, approvedOn } = version;
  const approvalDocument = version.approvalDocument ?? '';
  return {
    ...{ id, title, durationMs: durationMs ?? 0, version: number, approvalDocument, approvedOn },
    ...{ isDemo: isDemoApproval(approvalDocument), isCounted },
  };
}
