import type { Slide } from './lesson-script.ts';

/** Sizes of the points, px: the largest that fits is taken. */
export const pointSizes = [68, 64, 60, 56, 52, 48, 44, 40];
/** The box of the points as slide-style.ts draws it, px. */
const box = { withDrawing: 650, alone: 1094, height: 396, padding: 30, gap: 22, lineHeight: 1.25 };

/** The lines of every point at the largest size that fits; null when even 48 px is too large. */
export function layPoints({ points, drawing }: Pick<Slide, 'points' | 'drawing'>): string[][] | null {
  const width = drawing === null ? box.alone : box.withDrawing;
  for (const px of pointSizes.filter((size) => size >= 48)) {
    const laid = points.map((text) => breakLines(text, width / px));
    const lines = laid.reduce((sum, { length }) => sum + length, 0);
    const height = lines * box.lineHeight * px + points.length * (box.padding + box.gap) - box.gap;
    if (height <= box.height) return laid;
  }
  return null;
}

/** Breaks before the character that no longer fits; a comma or stop at the end may take half its width. */
function breakLines(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    const need = widthOf(line + character) - (isStop(character) ? 0.5 : 0);
    if (line === '' || need <= width) line += character;
    else {
      const carried = isStop(character) ? line.slice(-1) : '';
      lines.push(line.slice(0, line.length - carried.length));
      line = carried + character;
    }
  }
  return [...lines, line];
}

/** Width in em: letters and digits are about half as wide. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (/[\x20-\x7e]/.test(character) ? 0.57 : 1), 0);
}

function isStop(character: string): boolean {
  return '，。、；：？）”'.includes(character);
}
