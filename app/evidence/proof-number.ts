/** What a number is made of: the place (GB/T 2260), the year of issue, and the how-many-eth proof of both. */
export type ProofNumber = { placeCode: string; year: number; serial: number };

/**
 * The check character of the 17 digits of a proof's number by ISO/IEC 7064 MOD 11-2, as ID numbers have theirs: it finds
 * every single wrong digit and every two that changed places.
 */
function checkCharacter(digits: string): string {
  let rest = 0;
  for (const digit of digits) rest = ((rest + Number(digit)) * 2) % 11;
  const check = (12 - rest) % 11;
  return check === 10 ? 'X' : String(check);
}

/** A number as it is printed: ZX-410100-2026-0000123-6. */
export function writeProofNumber({ placeCode, year, serial }: ProofNumber): string {
  const parts = [placeCode, String(year).padStart(4, '0'), String(serial).padStart(7, '0')];
  return ['ZX', ...parts, checkCharacter(parts.join(''))].join('-');
}

/** A number as people type it, written as it is printed: spaces, full-width and small letters as meant; null: it is none. */
export function readProofNumber(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '');
  const [, placeCode = '', year = '', serial = '', check] =
    /^(?:ZX)?(\d{6})(\d{4})(\d{7})([\dX])$/.exec(plain) ?? [];
  if (check === undefined || checkCharacter(placeCode + year + serial) !== check) return null;
  return `ZX-${placeCode}-${year}-${serial}-${check}`;
}
