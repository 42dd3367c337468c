export const textSizes = ['standard', 'large', 'xlarge'] as const;
/** 标准, 大字 (default of learners), 特大. */
export type TextSize = (typeof textSizes)[number];

/** The size a cookie names; 大字 when it names none. */
export function readTextSize(named: string | null | undefined): TextSize {
  return textSizes.find((size) => size === named) ?? 'large';
}

/** The size one more tap on 字 gives: 标准 → 大字 → 特大 → 标准. */
export function nextTextSize(size: TextSize): TextSize {
  return textSizes[(textSizes.indexOf(size) + 1) % textSizes.length] ?? 'large';
}
