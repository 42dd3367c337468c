import type { Words } from '../../platform/words.ts';
import { fileLimits, type FileFault } from '../roster/file-fault.ts';
import { sayFileFault } from '../roster/roster-words.ts';
import type { TargetColumn } from './read-target-rows.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

const own: Partial<Record<FileFault, Words>> = {
  empty: w('文件是空的。填好再传。', 'The file is empty. Fill it in first.'),
  too_large: w('文件超过 5 MB。只留目标再传。', 'The file is over 5 MB. Keep only the targets.'),
  too_many_rows: w(
    `超过 ${fileLimits.rowsMax} 行。分成几份再传。`,
    `Over ${fileLimits.rowsMax} rows. Split it.`,
  ),
  no_header: w(
    '没找到表头。要有地方、年度和目标人数。',
    'No header with a place, a year and a number was found.',
  ),
  no_rows: w('表头下面没有目标。', 'There is no target below the header.'),
};

/** Why a file of targets is not taken; `row` where there is one. */
export function sayTargetFile(fault: string, row: number): Words {
  if (fault === '')
    return w(
      `第 ${row} 行是上级部门定的。请上级部门改。`,
      `A higher bureau set row ${row}. Ask that bureau.`,
    );
  return own[fault as FileFault] ?? sayFileFault(fault, row);
}

const fixes: Record<TargetColumn, Words> = {
  placeCode: w('填本辖区的 6 位代码', 'a code of six digits of your own area'),
  place: w('填本辖区的地方,或写代码', 'a place of your own area, or its code'),
  fromYear: w('填 4 位年份', 'a year of four digits'),
  toYear: w('填 4 位年份,不早于开始', 'a year of four digits, not before the first'),
  group: w('照模板第二页写', 'as the second sheet of the template has it'),
  measure: w('照模板第二页写,或空着', 'as the second sheet of the template has it, or empty'),
  people: w('填整数', 'a whole number'),
};

/** What to correct in a row of a table. */
export function sayTargetRow(number: number, head: string, column: TargetColumn): Words {
  return w(`第 ${number} 行“${head}”:${fixes[column].zh}。`, `Row ${number}, ${head}: ${fixes[column].en}.`);
}
