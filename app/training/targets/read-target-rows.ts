import type { TableRow } from '../roster/table.ts';
import { findPlace } from './place-names.ts';
import { targetGroups, targetMeasures, type TargetMeasure } from './target-group.ts';
import { groupWords, measureWords } from './targets-words.ts';
import { targetWire, type TargetTyped } from './targets.wire.ts';

/** Columns of a table of targets. */
export const targetColumns = [
  'placeCode',
  'place',
  'fromYear',
  'toYear',
  'group',
  'measure',
  'people',
] as const;
export type TargetColumn = (typeof targetColumns)[number];

const heads: Record<TargetColumn, readonly string[]> = {
  placeCode: ['区划代码', '代码', '地区代码', '行政区划代码', 'code'],
  place: ['地方', '地区', '县', '县区', '区县', '单位', '县市区', 'place'],
  fromYear: ['年度', '年份', '年', '从哪年', '开始年度', 'year'],
  toYear: ['到哪年', '截止年度', '结束年度', 'toyear'],
  group: ['人群或工种', '人群', '工种', '职业', '职业工种', '类别', 'group'],
  measure: ['指标', 'measure'],
  people: ['目标人数', '目标', '人数', '人次', '任务数', '计划数', 'people'],
};

/** Why a table of targets is not taken: a column that no row can do without, nothing in it, or rows to correct. */
export type TargetRows =
  | { kind: 'no_header' }
  | { kind: 'no_rows' }
  | { kind: 'rows'; rows: { number: number; typed: TargetTyped }[]; faults: RowFault[] };
export type RowFault = { number: number; column: TargetColumn };

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*:_.,、。·/\\()-]/g, '');

/**
 * The targets of a table: by the code of a place or its name, 市本级 for a city without its counties; a group or an
 * occupation by its name. No measure: trained; no second year: one year.
 */
export function readTargetRows(
  tables: readonly TableRow[][],
  occupations: readonly { id: string; name: string }[],
): TargetRows {
  for (const table of tables) {
    const at = table.findIndex((row) => {
      const found = readColumns(row);
      return (
        found.people !== undefined &&
        found.fromYear !== undefined &&
        (found.placeCode ?? found.place) !== undefined
      );
    });
    const head = table[at];
    if (at < 0 || !head) continue;
    const columns = readColumns(head);
    const rows = table.slice(at + 1).filter(({ cells }) => cells.some(({ text }) => text.trim() !== ''));
    if (rows.length === 0) return { kind: 'no_rows' };
    return readRows(rows, columns, occupations);
  }
  return { kind: 'no_header' };
}

type Columns = Partial<Record<TargetColumn, number>>;

function readColumns({ cells }: TableRow): Columns {
  const columns: Columns = {};
  for (const [at, { text }] of cells.entries())
    for (const column of targetColumns) if (heads[column].includes(plain(text))) columns[column] ??= at;
  return columns;
}

function readRows(
  rows: TableRow[],
  columns: Columns,
  occupations: readonly { id: string; name: string }[],
): TargetRows {
  const read: { number: number; typed: TargetTyped }[] = [];
  const faults: RowFault[] = [];
  for (const { number, cells } of rows) {
    const cell = (column: TargetColumn) => {
      const at = columns[column];
      return at === undefined || cells[at]?.trouble ? '' : (cells[at]?.text ?? '').normalize('NFKC').trim();
    };
    const named = findPlace(cell('place'));
    const wire = targetWire.safeParse({
      placeCode: cell('placeCode') || named?.placeCode || '',
      scope: named?.scope ?? 'whole',
      fromYear: cell('fromYear').replace(/年度?$/, ''),
      toYear: cell('toYear').replace(/年度?$/, ''),
      group: findGroup(cell('group'), occupations) ?? '',
      measure: findMeasure(cell('measure')) ?? '',
      people: cell('people').replace(/[,人次]/g, ''),
    });
    if (wire.success) read.push({ number, typed: wire.data });
    else faults.push({ number, column: readColumn(wire.error.issues[0]?.path[0]) });
  }
  return { kind: 'rows', rows: read, faults };
}

const readColumn = (path: PropertyKey | undefined): TargetColumn =>
  targetColumns.find((column) => column === path) ?? 'place';

function findGroup(text: string, occupations: readonly { id: string; name: string }[]): string | null {
  const typed = plain(text);
  const group = targetGroups.find((one) => plain(groupWords[one].zh) === typed || one === text);
  return group ?? occupations.find(({ id, name }) => plain(name) === typed || id === text)?.id ?? null;
}

function findMeasure(text: string): TargetMeasure | null {
  if (text === '') return 'trained';
  const typed = plain(text);
  return targetMeasures.find((one) => plain(measureWords[one].zh) === typed || one === text) ?? null;
}
