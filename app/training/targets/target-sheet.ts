import { namePlace } from './place-names.ts';
import { targetColumns, type TargetColumn } from './read-target-rows.ts';
import type { TargetReached } from './read-targets.server.ts';
import { groupWords, inferredNote, measureWords, targetWords as words, wordGroup } from './targets-words.ts';

/** A sheet to be written. */
export type TargetSheet = {
  name: string;
  columns: { head: string; width: number }[];
  rows: (string | number | null)[][];
};

/** Heads of a table of targets, as they are read again. */
export const columnWords: Record<TargetColumn, string> = {
  placeCode: words.placeCode.zh,
  place: words.place.zh,
  fromYear: words.year.zh,
  toYear: words.toYear.zh,
  group: words.group.zh,
  measure: '指标',
  people: words.peopleTyped.zh,
};

const columns = targetColumns.map((column) => ({
  head: columnWords[column],
  width: column === 'group' ? 24 : 14,
}));

/** The template: the places of an area, and what groups and measures there are. */
export function templateSheets(
  places: readonly { placeCode: string; name: string }[],
  occupations: readonly { id: string; name: string }[],
  year: number,
): TargetSheet[] {
  return [
    {
      name: words.title.zh,
      columns,
      rows: places.map(({ placeCode, name }) => [
        ...[placeCode, name, String(year), '', groupWords.care_service.zh, measureWords.trained.zh, ''],
      ]),
    },
    {
      name: words.group.zh,
      columns: [
        { head: words.group.zh, width: 36 },
        { head: columnWords.measure, width: 24 },
      ],
      rows: [...Object.values(groupWords).map(({ zh }) => zh), ...occupations.map(({ name }) => name)].map(
        (group, n) => [group, Object.values(measureWords).slice(0, 4)[n]?.zh ?? ''],
      ),
    },
  ];
}

/** Targets with what was reached, as they are read again: the first columns are those of the template. */
export function targetsSheet(
  targets: readonly TargetReached[],
  occupations: readonly { id: string; name: string }[],
): TargetSheet {
  return {
    name: words.title.zh,
    columns: [
      ...columns,
      { head: words.reached.zh, width: 12 },
      { head: words.source.zh, width: 40 },
      { head: '说明', width: 40 },
    ],
    rows: targets.map((one) => [
      ...[one.placeCode, namePlace(one.placeCode, one.scope), String(one.fromYear)],
      one.toYear === one.fromYear ? '' : String(one.toYear),
      wordGroup(one.group, occupations).zh,
      measureWords[one.measure].zh,
      ...[one.people, one.reached, one.bureau ?? one.clause ?? '', one.isInferred ? inferredNote.zh : ''],
    ]),
  };
}
