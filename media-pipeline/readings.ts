/**
 * Words of this field that a general dictionary reads wrongly, most of them with characters of several readings
 * (长 重 行 吐 卡 系 脏 盛 …). One `word=reading` each; tone 5 is the neutral tone. The longest match wins.
 */
const source = `
长得=zhang3de5 长高=zhang3gao1 长大=zhang3da4 长胖=zhang3pang4 长出=zhang3chu1 长满=zhang3man3 长疮=zhang3chuang1
长褥疮=zhang3ru4chuang1 长压疮=zhang3ya1chuang1 长痱子=zhang3fei4zi5 长斑=zhang3ban1 长肉=zhang3rou4 长虱=zhang3shi1
长了疮=zhang3le5chuang1 长了压=zhang3le5ya1 长了褥=zhang3le5ru4 长了疹=zhang3le5zhen3 长了斑=zhang3le5ban1
个子长=ge4zi5zhang3 护士长=hu4shi5zhang3 组长=zu3zhang3 所长=suo3zhang3
呕吐=ou3tu4 吐了=tu4le5 想吐=xiang3tu4 要吐=yao4tu4 又吐=you4tu4 吐血=tu4xue4 吐奶=tu4nai3 上吐下泻=shang4tu4xia4xie4
背着=bei1zhe5 背老人=bei1lao3ren2 背起=bei1qi3 背他=bei1ta1
理发=li3fa4 洗发=xi3fa4 染发=ran3fa4 白发=bai2fa4 毛发=mao2fa4 梳发=shu1fa4 护发=hu4fa4 头发=tou2fa5
卡住=qia3zhu4 卡在=qia3zai4 卡了=qia3le5 卡喉=qia3hou2 卡着=qia3zhe5
系鞋带=ji4xie2dai4 系好=ji4hao3 系上=ji4shang4 系紧=ji4jin3 系扣=ji4kou4 系腰=ji4yao1 系带=ji4dai4 系住=ji4zhu4 系绳=ji4sheng2
中暑=zhong4shu3 中毒=zhong4du2 中风=zhong4feng1
心脏=xin1zang4 内脏=nei4zang4 肝脏=gan1zang4 肾脏=shen4zang4 脏器=zang4qi4
胸闷=xiong1men4 口闷=kou3men4 憋闷=bie1men4 闷疼=men4teng2 闷痛=men4tong4 发闷=fa1men4
盛饭=cheng2fan4 盛汤=cheng2tang1 盛水=cheng2shui3 盛出=cheng2chu1 盛一=cheng2yi4 盛在=cheng2zai4 盛好=cheng2hao3
空隙=kong4xi4 空出=kong4chu1
教他=jiao1ta1 教她=jiao1ta1 教会=jiao1hui4 教老人=jiao1lao3ren2 教您=jiao1nin2 教我=jiao1wo3 教家属=jiao1jia1shu3 教一=jiao1yi4 教给=jiao1gei3
呛咳=qiang1ke2 呛到=qiang1dao4 呛着=qiang1zhe5 呛水=qiang1shui3 呛进=qiang1jin4 够呛=gou4qiang4
曲腿=qu1tui3 弯曲=wan1qu1
尽量=jin3liang4 尽快=jin3kuai4 尽早=jin3zao3 尽可能=jin3ke3neng2
水干了=shui3gan1le5 以为=yi3wei2 模样=mu2yang4
拧干=ning2gan1 拧毛巾=ning2mao2jin1 拧一=ning2yi4 拧开=ning3kai1
还给=huan2gei3 还您=huan2nin2 归还=gui1huan2
看护=kan1hu4 看守=kan1shou3
下巴=xia4ba5 糊涂=hu2tu5 东西=dong1xi5 清楚=qing1chu5 舒服=shu1fu5 明白=ming2bai5 骨头=gu3tou5 胳膊=ge1bo5 耳朵=er3duo5
护士=hu4shi5 衣服=yi1fu5 窗户=chuang1hu5 先生=xian1sheng5 告诉=gao4su5 力气=li4qi5 麻烦=ma2fan5 咳嗽=ke2sou5 凉快=liang2kuai5
精神=jing1shen5 打听=da3ting5 休息=xiu1xi5 时候=shi2hou5 暖和=nuan3huo5 厉害=li4hai5 眼睛=yan3jing5 指甲=zhi3jia5 喷嚏=pen1ti4
褥子=ru4zi5 被子=bei4zi5 奶奶=nai3nai5 爷爷=ye2ye5 大夫=dai4fu5 钥匙=yao4shi5 杯子=bei1zi5
数一数=shu3yi5shu3 数脉搏=shu3mai4bo2 数呼吸=shu3hu1xi1 数到=shu3dao4 数一=shu3yi4 数三十=shu3san1shi2 数数=shu3shu4 数清=shu3qing1
倒出=dao4chu1 倒掉=dao4diao4 倒过=dao4guo4 倒尿=dao4niao4 倒药=dao4yao4 倒一=dao4yi4 倒些=dao4xie1 倒进=dao4jin4 倒垃圾=dao4la1ji1
倒水=dao4shui3 倒着=dao4zhe5 倒入=dao4ru4 倒在=dao3zai4 倒了=dao3le5
切菜=qie1cai4 切碎=qie1sui4 切成=qie1cheng2 切小=qie1xiao3 切开=qie1kai1 切好=qie1hao3
睡觉=shui4jiao4 午觉=wu3jiao4 一觉=yi2jiao4 睡着=shui4zhao2 着地=zhao2di4 够着=gou4zhao2 够不着=gou4bu5zhao2 睡不着=shui4bu5zhao2 摸不着=mo1bu5zhao2 找不着=zhao3bu5zhao2 看不着=kan4bu5zhao2 着急=zhao2ji2
剥皮=bo1pi2 剥开=bo1kai1 挨着=ai1zhe5 扇风=shan1feng1 把尿=ba3niao4 露出=lu4chu1 削皮=xiao1pi2 包扎=bao1za1
打幺二零=da3yao1er4ling2 幺二零=yao1er4ling2 幺幺零=yao1yao1ling2 幺幺九=yao1yao1jiu3
怕晃=pa4huang3 晃眼=huang3yan3 调多高=tiao2duo1gao1 调高=tiao2gao1 调低=tiao2di1 调到=tiao2dao4 调好=tiao2hao3 卡扣=ka3kou4 卡紧=ka3jin3
朝着=chao2zhe5 朝上=chao2shang4 朝下=chao2xia4 朝向=chao2xiang4 朝外=chao2wai4 朝里=chao2li3
`;

/** Reading of each word, one syllable with tone number a character. */
export const readings: ReadonlyMap<string, string[]> = new Map(
  source
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [word = '', reading = ''] = entry.split('=');
      return [word, reading.match(/[a-zü]+[1-5]/g) ?? []];
    }),
);

/** Characters that have one reading in this field, whatever a dictionary says. */
export const soleReadings: Readonly<Record<string, string>> = { 咳: 'ke2', 呛: 'qiang1', 夹: 'jia1' };

/** How Latin letters are named in Mandarin, for CPR or B 超. */
export const letterReadings: Readonly<Record<string, string>> = {
  A: 'ei1',
  B: 'bi4',
  C: 'sei1',
  D: 'di4',
  E: 'yi4',
  F: 'ai2fu5',
  G: 'ji4',
  H: 'ei2chi5',
  I: 'ai4',
  J: 'zhei4',
  K: 'kei4',
  L: 'ai2le5',
  M: 'ai2mu5',
  N: 'en1',
  O: 'ou1',
  P: 'pi4',
  Q: 'kiu1',
  R: 'a4',
  S: 'ai2si5',
  T: 'ti4',
  U: 'you1',
  V: 'wei1',
  W: 'da2bu5liu5',
  X: 'ai2ke5si5',
  Y: 'wai4',
  Z: 'zei4',
};
