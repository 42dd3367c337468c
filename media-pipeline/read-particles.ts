const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** Before 地 these make a place or a verb's object (拖地, 倒地), not an adverb. */
const beforeGround = new Set('拖擦扫落倒着坐湿草场当本外各空土大陆工基产田目下在离点扫洗跪躺触抓蹲站满遍');
/** After 得 these say that something is got. */
const gotten = /^(病|了|到|过|出|失|奖|分|知|罪|意|当|体|不)/;
/** Illnesses are got, whoever gets them. */
const illness = /^(病|重病|大病|肺|压疮|褥疮|糖尿|感冒|癌|流感|中风|脑|心脏|胃|肠|胆|痴|关节|骨|皮肤)/;
/** Before 得 these make it a must: 您得先洗手. */
const mustAfter = new Set('您你我他她它们人员士属者都也还就总必可又再时候老');
/** 儿 after these only curls the tongue: 一点儿. */
const curled = new Set('点这那哪会味事花劲块玩边');
/** 子 is a word part of its own here (子女, 电子); elsewhere it is a toneless ending (凳子). */
const wholeBefore = new Set('电女男分原父母王才君离质');
const wholeAfter = new Set('女宫弹时孙');
const child = /^(子|童|女|科|孙|时|媳)/;

/** Before 只 these count animals and things in pairs; anywhere else it means only: 两只手, 只给他. */
const beforeCounted = new Set('一二两三四五六七八九十百几这那哪每半整');
const onlyThen = /^[是能有要会不怕看说想剩]/;

/**
 * Readings of 得, 地, 了, 只, 子 and 儿 at position `i` by their place in the sentence; null where the dictionary is right.
 * `-r` means: no syllable of its own, the one before ends in r.
 */
export function readParticle(characters: string[], i: number): string | null {
  const before = characters[i - 1] ?? '';
  const after = characters.slice(i + 1, i + 3).join('');
  if (characters[i] === '得') {
    if (before === '不' || before === '获' || before === '取' || before === '值') return null;
    if (illness.test(after)) return 'de2';
    if (mustAfter.has(before) || !/\p{Script=Han}/u.test(before)) return gotten.test(after) ? 'de2' : 'dei3';
    return 'de5';
  }
  if (characters[i] === '地') {
    if (!/^\p{Script=Han}/u.test(after) || beforeGround.has(before) || !/\p{Script=Han}/u.test(before))
      return null;
    const repeated = before === characters[i - 2];
    return repeated || standsAlone(characters, i) ? 'de5' : null;
  }
  if (characters[i] === '了') return before === '不' ? 'liao3' : null;
  if (characters[i] === '只') return beforeCounted.has(before) && !onlyThen.test(after) ? 'zhi1' : 'zhi3';
  if (characters[i] === '子')
    return wholeBefore.has(before) || wholeAfter.has(after.charAt(0)) ? null : 'zi5';
  if (characters[i] === '儿') return curled.has(before) && !child.test(after) ? '-r' : null;
  return null;
}

/** True where the word breaker sees the character as a word of its own. */
function standsAlone(characters: string[], i: number): boolean {
  const at = characters.slice(0, i).join('').length;
  return words.segment(characters.join('')).containing(at)?.segment === characters[i];
}
