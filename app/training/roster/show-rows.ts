import { maskIdNumber } from '../../identity/mask-id-number.ts';
import { maskPhone } from '../../identity/mask-phone.ts';
import type { CheckedRow } from './check-rows.ts';
import type { RowFault, RowNote } from './roster-fault.ts';

/** A row as the preview lists it: numbers masked, unless they are what has to be corrected. */
export type ShownRow = {
  number: number;
  name: string;
  idNumber: string;
  phone: string;
  faults: RowFault[];
  notes: RowNote[];
};

/** What the preview may show of a checked row. */
export function showRow({ row, person, faults, notes }: CheckedRow): ShownRow {
  const isWrong = (field: string) => faults.some((fault) => fault.field === field);
  return {
    number: row.number,
    name: person.name,
    idNumber: isWrong('idNumber') ? row.cells.idNumber : maskIdNumber(person.idNumber),
    phone: isWrong('phone') ? row.cells.phone : maskPhone(person.phone),
    faults,
    notes,
  };
}
