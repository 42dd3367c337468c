import { idNumberCheckDigit } from '../../app/identity/check-id-number.ts';
import { emptyCells, type RosterRow } from '../../app/training/roster/read-rows.ts';

/** The ID number of nobody: of a place that does not exist, with this running number, 0–999. */
export function idNumberOf(n: number, born = '19700115'): string {
  const first17 = `999999${born}${String(n).padStart(3, '0')}`;
  return first17 + idNumberCheckDigit(first17);
}

/** A telephone number of nobody. */
export const phoneOf = (n: number): string => `1990000${String(n).padStart(4, '0')}`;

const given = [...'秀英桂兰玉珍淑华建国志强海燕丽娟'];

/** A name in Chinese characters, another for every number up to 255. */
export const nameOf = (n: number): string =>
  `王${given[n % given.length] ?? ''}${given[Math.floor(n / given.length) % given.length] ?? ''}`;

/** A row that is in order: out of work, for a class of any subsidy. */
export function rowOf(number: number, cells: Partial<RosterRow['cells']> = {}): RosterRow {
  const person = {
    name: nameOf(number),
    idNumber: idNumberOf(number),
    phone: phoneOf(number),
    category: '失业人员',
  };
  return { number, cells: { ...emptyCells(), ...person, ...cells }, trouble: {} };
}
