import type { DrawInt } from '../../platform/random.ts';

/** Without I, L, O, U and V, which are read as others. Their number is a prime: every single wrong character and every two that were swapped are found. */
const letters = '0123456789ABCDEFGHJKMNPQRSTWXYZ';
const length = 11;

/** Draws the number of a voucher: eleven characters and their check character, PX in front. */
export function drawVoucherNumber(drawInt: DrawInt): string {
  const body = Array.from({ length }, () => letters.charAt(drawInt(letters.length))).join('');
  return `PX${body}${checkCharacter(body)}`;
}

/** Whether it is spelled as a voucher's number and its check character is right. */
export function isVoucherNumber(text: string): boolean {
  if (text.length !== length + 3 || !text.startsWith('PX')) return false;
  const body = text.slice(2);
  return [...body].every((letter) => letters.includes(letter)) && weigh(body) === 0;
}

function checkCharacter(body: string): string {
  const sum = weigh(`${body}0`);
  return letters.charAt((letters.length - sum) % letters.length);
}

/** The weighted sum of all characters, the last one counted once; 0 where the check character is right. */
function weigh(text: string): number {
  return (
    [...text].reduce((sum, letter, i) => sum + letters.indexOf(letter) * (text.length - i), 0) %
    letters.length
  );
}
