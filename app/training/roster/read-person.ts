import { checkIdNumber, type IdNumberFault } from '../../identity/check-id-number.ts';
import { readPhone } from '../../identity/read-phone.ts';
import type { LearnerCategory } from '../learner-category.ts';
import { readCategory, readSchoolKind, readYesNo, type SchoolKind } from './read-category.ts';
import { occupationCode } from './judge-post.ts';
import type { RosterRow } from './read-rows.ts';
import type { RowFault, RowFaultCode } from './roster-fault.ts';

/** A person as a row tells her; null where the row does not say. */
export type RosterPerson = {
  name: string;
  idNumber: string;
  phone: string;
  category: LearnerCategory | null;
  employer: string | null;
  postCode: string | null;
  oldPostCode: string | null;
  schoolKind: SchoolKind | null;
  graduationYear: number | null;
  wantsTraining: boolean | null;
  wantsJob: boolean | null;
  isAble: boolean | null;
};

/** Occupations that a post may be named by. */
export type NamedOccupation = { name: string; code: string };

const idFaults: Record<IdNumberFault, RowFaultCode> = {
  too_short: 'id_short',
  too_long: 'id_long',
  characters: 'id_characters',
  date: 'id_date',
  check_digit: 'id_check_digit',
};

/** What a row tells, and the faults of its cells; none of any class (P058). */
export function readPerson(
  row: RosterRow,
  occupations: readonly NamedOccupation[],
): { person: RosterPerson; faults: RowFault[] } {
  const { cells, trouble } = row;
  const faults: RowFault[] = [];
  const add = (code: RowFaultCode, field: RowFault['field'], facts: Partial<RowFault> = {}) => {
    if (!faults.some((fault) => fault.field === field)) faults.push({ code, field, ...facts });
  };
  for (const [field, kind] of Object.entries(trouble) as [keyof typeof cells, string][])
    if (kind === 'formula') add('formula', field);
  const post = (field: 'post' | 'oldPost') => {
    const text = cells[field];
    if (text === '') return null;
    const code = readPost(text, occupations);
    if (code === null) add('post_unknown', field);
    return code;
  };
  const yesNo = (field: 'wantsTraining' | 'wantsJob' | 'isAble') => {
    const read = readYesNo(cells[field]);
    if (cells[field] !== '' && read === null) add('yes_no_wrong', field);
    return read;
  };
  const category = readCategory(cells.category);
  if (cells.category !== '' && category === null) add('category_wrong', 'category');
  const person = {
    name: readName(cells.name, add),
    idNumber: readIdNumber(row, add),
    phone: readPhoneCell(cells.phone, add),
    category,
    employer: cells.employer || null,
    postCode: category === 'employee' ? post('post') : null,
    oldPostCode:
      category === 'transfer' ? (post('oldPost') ?? (cells.oldPost === '' ? post('post') : null)) : null,
    schoolKind: readSchoolKind(cells.school),
    graduationYear: readYear(cells.graduationYear),
    wantsTraining: yesNo('wantsTraining'),
    wantsJob: yesNo('wantsJob'),
    isAble: yesNo('isAble'),
  };
  return { person, faults };
}

type Add = (code: RowFaultCode, field: RowFault['field'], facts?: Partial<RowFault>) => void;

/** A name as it is written on a card: 王秀英, 阿依古丽·买买提, or Latin letters. */
function readName(text: string, add: Add): string {
  const name = text.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '').replace(/[•・.]/g, '·');
  if (name === '') add('name_missing', 'name');
  else if (!/^(?:[\p{Script=Han}·〇]{2,25}|[A-Za-z][A-Za-z '·-]{1,48})$/u.test(name))
    add('name_wrong', 'name');
  return name;
}

function readIdNumber({ cells, trouble }: RosterRow, add: Add): string {
  const text = cells.idNumber;
  if (trouble.idNumber === 'digits') {
    add('id_digits', 'idNumber');
    return text;
  }
  if (text === '') {
    add('id_missing', 'idNumber');
    return text;
  }
  const checked = checkIdNumber(text);
  if (checked.ok) return checked.idNumber;
  const count = Math.abs(18 - text.replace(/\s/g, '').length);
  add(idFaults[checked.reason], 'idNumber', { count });
  return text;
}

function readPhoneCell(text: string, add: Add): string {
  const phone = readPhone(text);
  if (phone === null)
    add(text === '' ? 'phone_missing' : 'phone_wrong', 'phone', { count: text.replace(/\D/g, '').length });
  return phone ?? text;
}

/** The code of a post: written out, or by the name of an occupation. */
function readPost(text: string, occupations: readonly NamedOccupation[]): string | null {
  const code = /\d-\d{2}-\d{2}-\d{2}/.exec(text)?.[0];
  if (code && occupationCode.test(code)) return code;
  return occupations.find(({ name }) => name === text)?.code ?? null;
}

const firstSerial = 20_000;
const dayMs = 86_400_000;

/** The year of 2026, 2026年6月, 2026-06-30, or of the serial number of a day (days since 30 December 1899). */
function readYear(text: string): number | null {
  const number = Number(text);
  if (Number.isInteger(number) && number > firstSerial && number < 100_000)
    return new Date(Date.UTC(1899, 11, 30) + number * dayMs).getUTCFullYear();
  const year = Number(/^(?:19|20)\d{2}(?!\d)/.exec(text)?.[0] ?? Number.NaN);
  return Number.isNaN(year) ? null : year;
}
