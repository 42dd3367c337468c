const digits = '零一二三四五六七八九';
const places = ['', '十', '百', '千'];
const units: Record<string, string> = {
  '℃': '摄氏度',
  '°C': '摄氏度',
  '%': '百分之',
  cm: '厘米',
  mm: '毫米',
  m: '米',
  ml: '毫升',
  mL: '毫升',
  L: '升',
  kg: '公斤',
  g: '克',
  mg: '毫克',
  mmHg: '毫米汞柱',
  km: '公里',
  h: '小时',
  min: '分钟',
  s: '秒',
};
const counted =
  '个只条张片位次回遍下件碗杯勺口步天周年月种样层扇盏把双块名斤里米升岁人头根颗粒滴顿场门道页支袋瓶盒包小分秒点倍';
const unitNames = Object.keys(units).sort((a, b) => b.length - a.length);
const unitMark = unitNames.join('|');

/** Writes the digits of a text as they are spoken: `38.5℃` 三十八点五摄氏度, `2次` 两次, `打120` 打幺二零. */
export function writeNumbers(text: string): string {
  return text
    .replace(/(\d{1,2})[:：](\d{2})(?!\d)/g, (_, h, m) => writeClock(h, m))
    .replace(/(\d+)\/(\d+)/g, (_, part, whole) => `${writeWhole(whole)}分之${writeWhole(part)}`)
    .replace(/(\d)\s*[~～—–-]\s*(?=\d)/g, '$1到')
    .replace(/(?<=[打拨找])(\d{3,})|(\d{4,})(?=年)|(\d{5,})/g, (d, call, year) =>
      call || !year ? spell(d, '幺') : spell(d, '一'),
    )
    .replace(
      new RegExp(`(\\d+(?:\\.\\d+)?)\\s*(${unitMark})?(?![A-Za-z])`, 'g'),
      (all: string, number: string, unit: string | undefined, at: number, whole: string) => {
        const next = whole.charAt(at + all.length);
        return writeMeasure(number, unit, unit === undefined && next !== '' && counted.includes(next));
      },
    );
}

function writeMeasure(number: string, unit: string | undefined, isCount: boolean): string {
  const [whole = '', fraction] = number.split('.');
  const spoken =
    number === '2' && isCount
      ? '两'
      : fraction === undefined
        ? writeWhole(whole)
        : `${writeWhole(whole)}点${spell(fraction, '一')}`;
  if (unit === undefined) return spoken;
  return unit === '%' ? `百分之${spoken}` : spoken + units[unit];
}

function writeClock(hours: string, minutes: string): string {
  const hour = Number(hours) === 2 ? '两' : writeWhole(hours);
  const rest =
    minutes === '00'
      ? ''
      : minutes.startsWith('0')
        ? `零${writeWhole(minutes)}分`
        : `${writeWhole(minutes)}分`;
  return `${hour}点${rest}`;
}

function spell(number: string, one: string): string {
  return Array.from(number, (d) => (d === '1' ? one : (digits[Number(d)] ?? ''))).join('');
}

/** A whole number of up to four digits; longer ones are spelled. */
export function writeWhole(number: string): string {
  const plain = number.replace(/^0+(?=\d)/, '');
  if (plain === '0') return '零';
  if (plain.length > 4) return spell(plain, '幺');
  let spoken = '';
  let gap = false;
  Array.from(plain).forEach((d, i) => {
    const place = plain.length - 1 - i;
    if (d === '0') {
      gap = true;
      return;
    }
    if (gap && spoken !== '') spoken += '零';
    gap = false;
    spoken += (digits[Number(d)] ?? '') + (places[place] ?? '');
  });
  return spoken.replace(/^一十/, '十');
}
