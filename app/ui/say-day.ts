import type { Words } from '../platform/words.ts';

/** A day (YYYY-MM-DD) in Chinese order, whatever order the browser writes its own field in; what is none asks for one. */
export function sayDay(day: string): Words {
  const [, year = '', month = '', date = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === '') return { zh: '年 / 月 / 日', en: 'Year, month, day' };
  return { zh: `${year}年${Number(month)}月${Number(date)}日`, en: day };
}
