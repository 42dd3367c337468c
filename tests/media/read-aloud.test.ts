import { expect, test } from 'vitest';
import { findUnreadable, readAloud } from '../../media-pipeline/read-aloud.ts';
import { readings } from '../../media-pipeline/readings.ts';
import { writeNumbers } from '../../media-pipeline/write-numbers.ts';

const heteronyms: [string, string][] = [
  ['头发长得长', 'tou2 fa5 zhang3 de5 chang2'],
  ['长期卧床会长压疮', 'chang2 qi1 wo4 chuang2 hui4 zhang3 ya1 chuang1'],
  ['家长', 'jia1 zhang3'],
  ['银行旁边行走', 'yin2 hang2 pang2 bian1 xing2 zou3'],
  ['体重很重，重新量', 'ti3 zhong4 hen3 zhong4, chong2 xin1 liang2'],
  ['他还没吃，碗还给他', 'ta1 hai2 mei2 chi1, wan3 huan2 gei3 ta1'],
  ['您得先洗手', 'nin2 dei3 xian1 xi3 shou3'],
  ['做得好，可能会得肺炎', 'zuo4 de5 hao3, ke3 neng2 hui4 de2 fei4 yan2'],
  ['慢慢地喂，坐在地上', 'man4 man4 de5 wei4, zuo4 zai4 di4 shang4'],
  ['拖地，湿地很滑', 'tuo1 di4, shi1 di4 hen3 hua2'],
  ['动不了，吃了', 'dong4 bu4 liao3, chi1 le5'],
  ['睡着了，扶着走', 'shui4 zhao2 le5, fu2 zhe5 zou3'],
  ['呕吐，吐痰', 'ou3 tu4, tu3 tan2'],
  ['心脏，脏衣服', 'xin1 zang4, zang1 yi1 fu5'],
  ['中风，中午，中毒', 'zhong4 feng1, zhong1 wu3, zhong4 du2'],
  ['系鞋带，没关系', 'ji4 xie2 dai4, mei2 guan1 xi4'],
  ['卡住，卡片', 'qia3 zhu4, ka3 pian4'],
  ['盛饭，倒水，摔倒', 'cheng2 fan4, dao4 shui3, shuai1 dao3'],
  ['呛咳，咳不出来', 'qiang1 ke2, ke2 bu4 chu1 lai2'],
  ['理发，发烧', 'li3 fa4, fa1 shao1'],
  ['凳子，子女', 'deng4 zi5, zi3 nü3'],
  ['一点儿，女儿', 'yi4 dianr3, nü3 er2'],
  ['不是不看', 'bu2 shi4 bu2 kan4'],
  ['两只手，只给他半只', 'liang3 zhi1 shou3, zhi3 gei3 ta1 ban4 zhi1'],
  ['这只是水', 'zhe4 zhi3 shi4 shui3'],
  ['戴着手套看着手机', 'dai4 zhe5 shou3 tao4 kan4 zhe5 shou3 ji1'],
  ['对着火，着火了', 'dui4 zhe5 huo3, zhao2 huo3 le5'],
  ['切完菜，一切都好', 'qie1 wan2 cai4, yi2 qie4 dou1 hao3'],
  ['倒在地上，倒在一起', 'dao3 zai4 di4 shang4, dao4 zai4 yi4 qi3'],
  ['干活，擦干', 'gan4 huo2, ca1 gan1'],
  ['教老人，教室', 'jiao1 lao3 ren2, jiao4 shi4'],
];
test.each(heteronyms)('%s', (text, spoken) => {
  expect(readAloud(text)).toBe(spoken);
});

test('every word of the list has one syllable a character', () => {
  expect(readings.size).toBeGreaterThan(200);
  for (const [word, syllables] of readings) expect([word, syllables.length]).toEqual([word, word.length]);
});

const numbers: [string, string][] = [
  ['0', '零'],
  ['10个', '十个'],
  ['15', '十五'],
  ['2个人2次12次', '两个人两次十二次'],
  ['2毫升', '二毫升'],
  ['105', '一百零五'],
  ['1200毫升', '一千二百毫升'],
  ['2024年', '二零二四年'],
  ['38.5℃', '三十八点五摄氏度'],
  ['60%', '百分之六十'],
  ['1/3', '三分之一'],
  ['2~3次', '二到三次'],
  ['12:30', '十二点三十分'],
  ['8:05', '八点零五分'],
  ['14:00', '十四点'],
  ['打120', '打幺二零'],
  ['20ml', '二十毫升'],
  ['13900000001', '幺三九零零零零零零零幺'],
];
test.each(numbers)('the number %s is spoken %s', (written, spoken) => {
  expect(writeNumbers(written)).toBe(spoken);
});

test('letters are named, and what has no sound is found', () => {
  expect(readAloud('做CPR')).toBe('zuo4 sei1 pi4 a4');
  expect(findUnreadable('洗手，20秒。')).toBeNull();
  expect(findUnreadable('洗手→擦干')).toBe('→');
});
