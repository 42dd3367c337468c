import { writeNumbers } from '../write-numbers.ts';

/** A number of a sentence with its unit, as in 三十八度 or 百分之五; `isSpan` where it is an end of one. */
export type Measure = { value: number; unit: string; isSpan: boolean };

const digits: Record<string, number> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  半: 0.5,
};
const places: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };
/** Spelled variants of one unit. */
const units: Record<string, string> = {
  摄氏度: '度',
  度: '度',
  毫升: '毫升',
  毫米汞柱: '毫米汞柱',
  毫克: '毫克',
  毫摩尔每升: '毫摩尔每升',
  毫摩尔: '毫摩尔每升',
  克: '克',
  厘米: '厘米',
  米: '米',
  分钟: '分钟',
  个小时: '小时',
  小时: '小时',
  秒钟: '秒',
  秒: '秒',
  天: '天',
  周: '周',
  星期: '周',
  个星期: '周',
  个月: '个月',
  月: '个月',
  年: '年',
  岁: '岁',
  次: '次',
  下: '次',
  遍: '次',
  种: '种',
  倍: '倍',
};
const unitNames = Object.keys(units).sort((a, b) => b.length - a.length);
/** A number in characters. */
export const numeral = '[零一二两三四五六七八九十百千万]+(?:点[零一二三四五六七八九]+)?|半';
const measured = new RegExp(
  `百分之(?<share>${numeral})|(?<value>${numeral})(?<half>个半(?=小时|月|星期))?(?:(?:到|至)(?<upTo>${numeral}))?(?<unit>${unitNames.join('|')})(?<rest>半|(?<=度)[一二三四五六七八九](?!度))?`,
  'gu',
);

/** The measures that a sentence states, in digits or in characters; of a span both ends. */
export function readMeasures(sentence: string): Measure[] {
  const found: Measure[] = [];
  for (const { groups } of writeNumbers(sentence).matchAll(measured)) {
    const { share, value, half, upTo, unit, rest } = groups ?? {};
    if (share !== undefined) found.push({ value: readNumeral(share), unit: '%', isSpan: false });
    if (value === undefined || unit === undefined) continue;
    const name = units[unit] ?? unit;
    const more =
      half !== undefined ? 0.5 : rest === undefined ? 0 : rest === '半' ? 0.5 : readNumeral(rest) / 10;
    const isSpan = upTo !== undefined;
    found.push({ value: readNumeral(value) + more, unit: name, isSpan });
    if (isSpan) found.push({ value: readNumeral(upTo), unit: name, isSpan });
  }
  return found;
}

/** `三十八点五` is 38.5. */
export function readNumeral(text: string): number {
  const [whole = '', fraction] = text.split('点');
  let sum = 0;
  let digit: number | null = null;
  for (const character of whole) {
    const place = places[character];
    if (place === undefined) digit = digits[character] ?? 0;
    else if (place === 10_000) [sum, digit] = [(sum + (digit ?? 0)) * place, null];
    else [sum, digit] = [sum + (digit ?? 1) * place, null];
  }
  const rest = Array.from(fraction ?? '', (character) => digits[character] ?? 0).join('');
  return Number(`${sum + (digit ?? 0)}`) + (rest === '' ? 0 : Number(`0.${rest}`));
}
