/**
 * Words of this field that a general dictionary reads wrongly, most of them with characters of several readings
 * (长 重 行 吐 卡 系 脏 盛 …). One `word=reading` each; tone 5 is the neutral tone. The longest match wins.
 */
const source = `
长护险=chang2hu4xian3 医保卡=yi1bao3ka3 证件卡=zheng4jian4ka3 铺床=pu1chuang2
底下铺=di3xia4pu1 铺一=pu1yi4 用干的=yong4gan1de5 沾得干=zhan1de5gan1 皮会干=pi2hui4gan1 唇会干=chun2hui4gan1 吐进=tu3jin4 发干=fa1gan1 漱干净=shu4gan1jing4
发卡=fa4qia3 接送卡=jie1song4ka3
不敢吐=bu4gan3tu3
露一处=lu4yi2chu4
每月称体重=mei3yue4cheng1ti3zhong4 量杯=liang2bei1
几行=ji3hang2
数满=shu3man3 悄悄数=qiao1qiao1shu3 还在数=hai2zai4shu3 在数您=zai4shu3nin2 会数错=hui4shu3cuo4 再数=zai4shu3
数人=shu3ren2 多数人=duo1shu4ren2 少数人=shao3shu4ren2 才数呢=cai2shu3ne5 数得准=shu3de5zhun3 对着脸数=dui4zhe5lian3shu3 就数=jiu4shu3 时候数=shi2hou5shu3 数脑袋=shu3nao3dai4 数了两=shu3le5liang3 都数过=dou1shu3guo4 都数=dou1shu3 慢慢数=man4man4shu3 慢慢数数=man4man4shu3shu4 数个大=shu3ge4da4
数的时候=shu3de5shi2hou5 给他量=gei3ta1liang2 量以前=liang2yi3qian2 时候量=shi2hou5liang2 量胳肢窝=liang2ge1zhi1wo1
量嘴里=liang2zui3li3 不量=bu4liang2 量有力=liang2you3li4 量第=liang2di4 家里量=jia1li3liang2 又量=you4liang2 没量=mei2liang2
量八回=liang2ba1hui2 量几回=liang2ji3hui2 越量=yue4liang2 量不出=liang2bu4chu1 一遍量=yi2bian4liang2 量出来=liang2chu1lai2
一行一行=yi4hang2yi4hang2 一张卡=yi4zhang1ka3 教家里=jiao1jia1li3
长得=zhang3de5 长高=zhang3gao1 长大=zhang3da4 长胖=zhang3pang4 长出=zhang3chu1 长满=zhang3man3 长疮=zhang3chuang1
长褥疮=zhang3ru4chuang1 长压疮=zhang3ya1chuang1 长痱子=zhang3fei4zi5 长斑=zhang3ban1 长肉=zhang3rou4
长虱=zhang3shi1
长了疮=zhang3le5chuang1 长了压=zhang3le5ya1 长了褥=zhang3le5ru4 长了疹=zhang3le5zhen3 长了斑=zhang3le5ban1
个子长=ge4zi5zhang3 护士长=hu4shi5zhang3 组长=zu3zhang3 所长=suo3zhang3
呕吐=ou3tu4 吐了=tu4le5 想吐=xiang3tu4 要吐=yao4tu4 又吐=you4tu4 吐血=tu4xue4 吐奶=tu4nai3 上吐下泻=shang4tu4xia4xie4
背着=bei1zhe5 背老人=bei1lao3ren2 背起=bei1qi3 背他=bei1ta1
理发=li3fa4 洗发=xi3fa4 染发=ran3fa4 白发=bai2fa4 毛发=mao2fa4 梳发=shu1fa4 护发=hu4fa4 头发=tou2fa5
卡住=qia3zhu4 卡在=qia3zai4 卡了=qia3le5 卡喉=qia3hou2 卡着=qia3zhe5
系鞋带=ji4xie2dai4 系好=ji4hao3 系上=ji4shang4 系紧=ji4jin3 系扣=ji4kou4 系腰=ji4yao1 系带=ji4dai4 系住=ji4zhu4
系绳=ji4sheng2
中暑=zhong4shu3 中毒=zhong4du2 中风=zhong4feng1
心脏=xin1zang4 内脏=nei4zang4 肝脏=gan1zang4 肾脏=shen4zang4 脏器=zang4qi4
胸闷=xiong1men4 口闷=kou3men4 憋闷=bie1men4 闷疼=men4teng2 闷痛=men4tong4 发闷=fa1men4
盛饭=cheng2fan4 盛汤=cheng2tang1 盛水=cheng2shui3 盛出=cheng2chu1 盛一=cheng2yi4 盛在=cheng2zai4 盛好=cheng2hao3
空隙=kong4xi4 空出=kong4chu1
教他=jiao1ta1 教她=jiao1ta1 教会=jiao1hui4 教老人=jiao1lao3ren2 教您=jiao1nin2 教我=jiao1wo3 教家属=jiao1jia1shu3
教一=jiao1yi4 教给=jiao1gei3
呛咳=qiang1ke2 呛到=qiang1dao4 呛着=qiang1zhe5 呛水=qiang1shui3 呛进=qiang1jin4 够呛=gou4qiang4
曲腿=qu1tui3 弯曲=wan1qu1
尽量=jin3liang4 尽快=jin3kuai4 尽早=jin3zao3 尽可能=jin3ke3neng2
水干了=shui3gan1le5 以为=yi3wei2 模样=mu2yang4
拧干=ning2gan1 拧毛巾=ning2mao2jin1 拧一=ning2yi4 拧开=ning3kai1
还给=huan2gei3 还您=huan2nin2 归还=gui1huan2
看护=kan1hu4 看守=kan1shou3
下巴=xia4ba5 糊涂=hu2tu5 东西=dong1xi5 清楚=qing1chu5 舒服=shu1fu5 明白=ming2bai5 骨头=gu3tou5 胳膊=ge1bo5
耳朵=er3duo5
护士=hu4shi5 衣服=yi1fu5 窗户=chuang1hu5 先生=xian1sheng5 告诉=gao4su5 力气=li4qi5 麻烦=ma2fan5 咳嗽=ke2sou5
凉快=liang2kuai5
精神=jing1shen5 打听=da3ting5 休息=xiu1xi5 时候=shi2hou5 暖和=nuan3huo5 厉害=li4hai5 眼睛=yan3jing5 指甲=zhi3jia5
喷嚏=pen1ti4
褥子=ru4zi5 被子=bei4zi5 奶奶=nai3nai5 爷爷=ye2ye5 大夫=dai4fu5 钥匙=yao4shi5 杯子=bei1zi5
数一数=shu3yi5shu3 数脉搏=shu3mai4bo2 数呼吸=shu3hu1xi1 数到=shu3dao4 数一=shu3yi4 数三十=shu3san1shi2 数数=shu3shu4
数清=shu3qing1
倒出=dao4chu1 倒掉=dao4diao4 倒过=dao4guo4 倒尿=dao4niao4 倒药=dao4yao4 倒一=dao4yi4 倒些=dao4xie1 倒进=dao4jin4
倒垃圾=dao4la1ji1
倒水=dao4shui3 倒着=dao4zhe5 倒入=dao4ru4
切好=qie1hao3
睡觉=shui4jiao4 午觉=wu3jiao4 一觉=yi2jiao4 睡着=shui4zhao2 脚着地=jiao3zhao2di4 指着=zhi3zhe5 够着=gou4zhao2
够不着=gou4bu5zhao2
睡不着=shui4bu5zhao2 摸不着=mo1bu5zhao2 找不着=zhao3bu5zhao2 看不着=kan4bu5zhao2 着急=zhao2ji2
剥皮=bo1pi2 剥开=bo1kai1 挨着=ai1zhe5 扇风=shan1feng1 把尿=ba3niao4 露出=lu4chu1 削皮=xiao1pi2 包扎=bao1za1
打幺二零=da3yao1er4ling2 幺二零=yao1er4ling2 幺幺零=yao1yao1ling2 幺幺九=yao1yao1jiu3
吐在=tu4zai4 课会教=ke4hui4jiao1 当真=dang4zhen1 炸了=zha4le5 银行卡=yin2hang2ka3 干了=gan4le5 干着=gan4zhe5
干什么=gan4shen2me5 干得=gan4de5 干完=gan4wan2 干到=gan4dao4 干几=gan4ji3 位干=wei4gan4 家干=jia1gan4 谁干=shei2gan4
里干=li3gan4 多干=duo1gan4 再干=zai4gan4 许干=xu3gan4 不干=bu2gan4 都干=dou1gan4 么干=me5gan4 干好=gan4hao3
干哪=gan4na3 干满=gan4man3
擦干=ca1gan1 晾干=liang4gan1 沾干=zhan1gan1 烤干=kao3gan1 吹干=chui1gan1 晒干=shai4gan1 甩干=shuai3gan1
干毛巾=gan1mao2jin1 又干=you4gan1 就干=jiu4gan1 地干=di4gan1 干馒头=gan1man2tou5 手干=shou3gan1 干手=gan1shou3
口干=kou3gan1 地要干=di4yao4gan1 干布=gan1bu4 干毛=gan1mao2
上要干=shang4yao4gan1 地干了=di4gan1le5 服干了=fu5gan1le5 嘴干=zui3gan1 很干=hen3gan1 搓干=cuo1gan1 到干=dao4gan1
都干了=dou1gan1le5 干的时候=gan1de5shi2hou5 指甲缝=zhi3jia5feng4 指缝=zhi3feng4 个缝=ge4feng4 跟我数=gen1wo3shu3
露着=lou4zhe5 锅里倒=guo1li3dao4 一起倒=yi4qi3dao3 干木=gan1mu4 在干的=zai4gan1de5 干扫把=gan1sao4ba3 缝合=feng2he2
缝好=feng2hao3 缝衣=feng2yi1 缝补=feng2bu3 缝针=feng2zhen1 油炸=you2zha2 炸鸡=zha2ji1 炸糕=zha2gao1 炸过=zha2guo4
嘴里数=zui3li3shu3 心里数=xin1li3shu3 又闷又=you4men1you4 拿干的=na2gan1de5 成干一=cheng2gan1yi4 称一=cheng1yi1
称体重=cheng1ti3zhong4 少量多=shao3liang4duo1 别倒=bie2dao4 一起吐=yi4qi3tu4 逼他吐=bi1ta1tu4 他吐=ta1tu4 一切=yi2qie4
密切=mi4qie4 亲切=qin1qie4 切记=qie4ji4 切忌=qie4ji4 急切=ji2qie4 样数=yang4shu4 唇干=chun2gan1 数三=shu3san1
没空=mei2kong4 点晃=dian3huang4 办卡=ban4ka3 话卡=hua4ka3 拔卡=ba2ka3 刷卡=shua1ka3 插卡=cha1ka3 卡停=ka3ting2
量心=liang2xin1 再量=zai4liang2 量了=liang2le5 量体=liang2ti3 量血=liang2xue4 量一=liang2yi1 要量=yao4liang2
会量=hui4liang2 量完=liang2wan2 量好=liang2hao3 去量=qu4liang2 来量=lai2liang2 先量=xian1liang2 怎么教=zen3me5jiao1
只教=zhi3jiao1 再教=zai4jiao1 不教=bu4jiao1 来教=lai2jiao1 会教=hui4jiao1 要教=yao4jiao1 教奶=jiao1nai3
教孩=jiao1hai2 教人=jiao1ren2 教过=jiao1guo4
教她们=jiao1ta1men5 调大=tiao2da4 调小=tiao2xiao3 调成=tiao2cheng2 调亮=tiao2liang4 调暗=tiao2an4 调慢=tiao2man4
的数=de5shu4 面晃=mian4huang4 供养=gong1yang3 好处=hao3chu5 困难=kun4nan5 扇门=shan4men2 算数=suan4shu4
有数=you3shu4 个数=ge4shu4 相册=xiang4ce4
怕晃=pa4huang3 晃眼=huang3yan3 调多高=tiao2duo1gao1 调高=tiao2gao1 调低=tiao2di1 调到=tiao2dao4 调好=tiao2hao3
卡扣=ka3kou4 卡紧=ka3jin3
不外传=bu2wai4chuan2 外传=wai4chuan2 传给=chuan2gei3 传到=chuan2dao4 传染=chuan2ran3 都护得=dou1hu4de5 塞满=sai1man3
塞紧=sai1jin3
插头发黑=cha1tou2fa1hei1 发白=fa1bai2 为限=wei2xian4 还清楚=hai2qing1chu5 再还=zai4huan2 还嘴=huan2zui3
当没=dang4mei2 当水=dang4shui3 当饭=dang4fan4 当手=dang4shou3 当气话=dang4qi4hua4 先当作=xian1dang4zuo4 当作=dang4zuo4
当成=dang4cheng2 当班=dang1ban1 当着=dang1zhe5 当面=dang1mian4 要当真=yao4dang4zhen1
倒在地=dao3zai4di4 倒在床=dao3zai4chuang2 倒在一起=dao4zai4yi4qi3 面倒=mian4dao4 水倒下=shui3dao4xia4 水倒了=shui3dao4le5
倒了便盆=dao4le5bian4pen2 倒了垃圾=dao4le5la1ji1 摔倒了=shuai1dao3le5 跌倒了=die1dao3le5 人倒下=ren2dao3xia4 晕倒了=yun1dao3le5
木倒了=mu4dao3le5 倒下=dao3xia4 绊倒=ban4dao3
能长=neng2zhang3 能长期=neng2chang2qi1 就不长=jiu4bu4zhang3 快点长=kuai4dian3zhang3 长毛=zhang3mao2 头长了=tou2zhang3le5
里长了=li3zhang3le5 院长=yuan4zhang3 园长=yuan2zhang3 班长=ban1zhang3 很长=hen3chang2 多长=duo1chang2 太长=tai4chang2
长的=chang2de5 变长=bian4chang2 长一点=chang2yi4dian3 长短=chang2duan3 一样长=yi2yang4chang2
戴着=dai4zhe5 对着=dui4zhe5 湿着=shi1zhe5 看着=kan4zhe5 贴着=tie1zhe5 拉着=la1zhe5 握着=wo4zhe5 抱着=bao4zhe5 站着=zhan4zhe5
坐着=zuo4zhe5 躺着=tang3zhe5 趴着=pa1zhe5 低着=di1zhe5 牵着=qian1zhe5 拿着=na2zhe5 端着=duan1zhe5 跟着=gen1zhe5 顺着=shun4zhe5
沿着=yan2zhe5 数着=shu3zhe5 陪着=pei2zhe5 听着=ting1zhe5 笑着=xiao4zhe5 忍着=ren3zhe5 盖着=gai4zhe5 放着=fang4zhe5 靠着=kao4zhe5
扶着床=fu2zhe5chuang2
看着急=kan4zhao2ji2 着火=zhao2huo3 着凉=zhao2liang2 着迷=zhao2mi2
前长很=qian2chang2hen3 系一=ji4yi1 跟着您数=gen1zhe5nin2shu3 心里不数=xin1li3bu4shu3 瞪着=deng4zhe5 后倒=hou4dao3
不用量=bu2yong4liang2
间长了=jian1chang2le5 肤干裂=fu1gan1lie4 干裂=gan1lie4 口要长=kou3yao4zhang3 会吐=hui4tu4 个当老=ge4dang1lao3
要系=yao4ji4 发黑=fa1hei1 发紫=fa1zi3 发青=fa1qing1
发红=fa1hong2 发硬=fa1ying4 发软=fa1ruan3 发臭=fa1chou4 发抖=fa1dou3 长指甲=chang2zhi3jia5
当病=dang4bing4
朝着=chao2zhe5 朝上=chao2shang4 朝下=chao2xia4 朝向=chao2xiang4 朝外=chao2wai4 朝里=chao2li3 肤干=fu1gan1
更干=geng4gan1 拍干=pai1gan1 路晃=lu4huang4 倒记得=dao4ji4de5 会倒=hui4dao3
怎么长=zen3me5zhang3 往脚长=wang3jiao3zhang3 孩子长=hai2zi5zhang3 长本事=zhang3ben3shi5 长好=zhang3hao3 长牙=zhang3ya2 怎么称=zen3me5cheng1 称了=cheng1le5 躺着量=tang3zhe5liang2 站着量=zhan4zhe5liang2 铺一块=pu1yi2kuai4 铺上=pu1shang4 铺好=pu1hao3
他还清=ta1hai2qing1 早点铺=zao3dian3pu4 剥豆=bao1dou4 剥豆子=bao1dou4zi5 吐出来=tu4chu1lai2 就吐出=jiu4tu4chu1
己闷头=ji3men1tou2 第一行=di4yi1hang2 忙调快=mang2tiao2kuai4 们调快=men5tiao2kuai4 调快=tiao2kuai4 去干=qu4gan4
洗梳换铺=xi3shu1huan4pu1 药量=yao4liang4 作数=zuo4shu4 来调=lai2tiao2 她调=ta1tiao2 他调=ta1tiao2
冲调=chong1tiao2 数出声=shu3chu1sheng1 数完=shu3wan2 数乱=shu3luan4 数勺=shu3shao2 数给=shu3gei3 干在=gan1zai4 控干=kong4gan1 长菌=zhang3jun1
长了霉=zhang3le5mei2 干货=gan1huo4 菌长=jun1zhang3 围着=wei2zhe5 易倒=yi4dao3 举着=ju3zhe5 露哪里=lou4na3li3
点倒=dian3dao3 写数=xie3shu4 接长=jie1chang2 长个子=zhang3ge4zi5 量身高=liang2shen1gao1 月不长=yue4bu4zhang3
转圈=zhuan4quan1 没教好=mei2jiao1hao3 好教=hao3jiao1 休假=xiu1jia4 懂调=dong3diao4 教得会=jiao1de5hui4
的教得=de5jiao1de5 吐个=tu4ge5
数胎动=shu3tai1dong4 正在长成=zheng4zai4zhang3cheng2 一称=yi4cheng1 没长=mei2zhang3 长不大=zhang3bu2da4
长不胖=zhang3bu2pang4 老师教=lao3shi1jiao1 便干=bian4gan1 铺块布=pu1kuai4bu4 一样称=yi2yang4cheng1 爱吐=ai4tu4
吐得=tu4de5 吐绿=tu4lü4 长觉=chang2jiao4 屎干住=shi3gan1zhu4 护士教=hu4shi5jiao1 长不回=zhang3bu4hui2
要干=yao4gan1 头晃=tou2huang4 长在=zhang3zai4 发很长=fa4hen3chang2 发长的=fa4chang2de5 干不干=gan1bu4gan1
倒点水=dao4dian3shui3 多倒点=duo1dao4dian3 轻晃=qing1huang4 会当=hui4dang4 当垃圾=dang4la1ji1 头干=tou2gan1
长霉=zhang3mei2 根数=gen1shu4 够长=gou4chang2 干干净净=gan1gan1jing4jing4 稳稳当当=wen3wen3dang1dang1
先倒凉=xian1dao4liang2 先倒热=xian1dao4re4 先倒哪=xian1dao4na3 量一量=liang2yi1liang2 长长地=chang2chang2de5
不露在=bu2lou4zai4 上干一=shang4gan1yi2 长癣=zhang3xuan3 干棉=gan1mian2 头上倒=tou2shang4dao4 要晃=yao4huang4
常晃=chang2huang4 晃着=huang4zhe5 发干透=fa4gan1tou4 头发干=tou2fa5gan1 头发干透=tou2fa5gan1tou4
卡进去=qia3jin4qu4 地上铺=di4shang4pu1 喷香水=pen1xiang1shui3 塞药=sai1yao4 才干净=cai2gan1jing4
教三样=jiao1san1yang4 旁边教=pang2bian1jiao1
数一分钟=shu3yi4fen1zhong1 站着系=zhan4zhe5ji4 时间一长=shi2jian1yi4chang2 肉里长=rou4li3zhang3
倒一倒=dao4yi2dao4 倒鞋=dao4xie2 数十下=shu3shi2xia4 再系=zai4ji4 铺完=pu1wan2 天铺十=tian1pu1shi2
绕着床=rao4zhe5chuang2 铺空=pu1kong1 往下铺=wang3xia4pu1 铺中间=pu1zhong1jian1 又闷=you4men1 就闷=jiu4men1
易传=yi4chuan2 铺法=pu1fa3 样铺=yang4pu1 多铺=duo1pu1 口也不长=kou3ye3bu4zhang3 吸干口=xi1gan1kou3
小勺量=xiao3shao2liang2 当顿=dang4dun4 长了三斤=zhang3le5san1jin1
催吐=cui1tu4 指长=zhi3chang2 子露在=zi5lou4zai4 吐没吐=tu4mei2tu4 前晃=qian2huang4 倒流出=dao4liu2chu1
倒流=dao4liu2 记量=ji4liang4 量怎么=liang4zen3me5 就倒=jiu4dao3 舌干=she2gan1 重了四斤=zhong4le5si4jin1
要数=yao4shu4 成数=cheng2shu4 条干=tiao2gan1 再称换=zai4cheng1huan4 时候倒=shi2hou5dao4 倒的时候=dao4de5shi2hou5
倒完=dao4wan2 吐的=tu4de5 开塞露=kai1sai1lu4 编数=bian1shu4 就当拉=jiu4dang4la1 称一称=cheng1yi4cheng1
是干的=shi4gan1de5 不晃=bu2huang4 晃一晃=huang4yi2huang4 好倒=hao3dao4 床上铺防=chuang2shang4pu1fang2
马上倒=ma3shang4dao4 擦得干=ca1de5gan1 长霉长疹=zhang3mei2zhang3zhen3 越洗越干=yue4xi3yue4gan1
越干越破=yue4gan1yue4po4 全干=quan2gan1
图上=tu2shang4 着吐=zhe5tu4 吐吧=tu4ba5 吐完=tu4wan2 没吐=mei2tu4 了吐=le5tu4 止吐=zhi3tu4 吐拉=tu4la1
量多的=liang4duo1de5 量很多=liang4hen3duo1 里长东西=li3zhang3dong1xi5 是当周=shi4dang4zhou1 天数=tian1shu4
干透=gan1tou4 长杆=chang2gan1 半干=ban4gan1 晾得干=liang4de5gan1 躺着吐=tang3zhe5tu4
风扇=feng1shan4 抓着床=zhua1zhe5chuang2 抓着=zhua1zhe5 让他还愿=rang4ta1hai2yuan4 数几=shu3ji3 干裤=gan1ku4
系在腰=ji4zai4yao1 一系=yi2ji4 还晃=hai2huang4 太干=tai4gan1 换干=huan4gan1 吸气长=xi1qi4chang2 天晃=tian1huang4
睡长=shui4chang2 他晃=ta1huang4 用干拖=yong4gan1tuo1 倒洁=dao4jie2 刮干=gua1gan1 晾干再铺=liang4gan1zai4pu1
天天倒=tian1tian1dao4 空调取=kong1tiao2qu3 空调=kong1tiao2 吐一=tu4yi4 当有害=dang4you3hai4
再铺=zai4pu1 铺的时候=pu1de5shi2hou5 平铺=ping2pu1 吸干=xi1gan1 走干的=zou3gan1de5 都当爷=dou1dang1ye2
闷了=men4le5 从前当=cong2qian2dang1 没有量=mei2you3liang2 一量=yi4liang2 量得=liang2de5 都量得=dou1liang2de5
马上量=ma3shang4liang2 边量=bian1liang2 数出来=shu3chu1lai2 数错=shu3cuo4 会数=hui4shu3 在数=zai4shu3
边数=bian1shu3 数心=shu3xin1 院量=yuan4liang2 数不清=shu3bu4qing1 也量=ye3liang2 点吐=dian3tu4 始晃=shi3huang4
干活=gan4huo2 您教的=nin2jiao1de5 就教=jiu4jiao1 当小组=dang1xiao3zu3 数好=shu3hao3 数了再=shu3le5zai4
当孩子=dang4hai2zi5 系得=ji4de5 我教大=wo3jiao1da4 先生发烧=xian1sheng5fa1shao1 有干的=you3gan1de5
数棉=shu3mian2 照教的=zhao4jiao1de5
恶露=e4lu4 恶心=e3xin5 吐不吐=tu4bu2tu4 您倒=nin2dao4 才倒=cai2dao4 倒袋=dao4dai4 帮他倒=bang1ta1dao4
涨破=zhang4po4 能调轻=neng2tiao2qing1 吸的长=xi1de5chang2 够翻身的长=gou4fan1shen1de5chang2
长了同=zhang3le5tong2 倒上去=dao4shang4qu4 教病人=jiao1bing4ren2 接着干=jie1zhe5gan4 里晃荡=li3huang4dang4
都当医=dou1dang4yi1 去铺=qu4pu1 就当脏=jiu4dang4zang1 倒消=dao4xiao1 着当拐=zhe5dang4guai3
当拐杖=dang4guai3zhang4 不铺=bu4pu1 露在=lou4zai4 饭量=fan4liang4 数喘=shu3chuan3 铺防=pu1fang2
轻轻教=qing1qing1jiao1 候教=hou4jiao1 先教最=xian1jiao1zui4 卡不住=qia3bu2zhu4 脚卡没=jiao3qia3mei2
卡没卡=qia3mei2qia3 教厕=jiao1ce4 时候教=shi2hou5jiao1 天倒几=tian1dao4ji3 拖干=tuo1gan1
上长脓=shang4zhang3nong2 月月称=yue4yue4cheng1 抱着称=bao4zhe5cheng1 一起称=yi4qi3cheng1 再称=zai4cheng1
轮椅称=lun2yi3cheng1 不用称=bu2yong4cheng1 没称=mei2cheng1 哭着数=ku1zhe5shu3 最好数=zui4hao3shu3
数十秒=shu3shi2miao3 数孩子=shu3hai2zi5 数多久=shu3duo1jiu3 数两三=shu3liang3san1 数五秒=shu3wu3miao3
不光数=bu4guang1shu3 数过了=shu3guo4le5 数小宝=shu3xiao3bao3 怎么量=zen3me5liang2 一段量=yi2duan4liang2
量小腿=liang2xiao3tui3 量胳膊=liang2ge1bo5 哭着量=ku1zhe5liang2 没有长=mei2you3zhang3 在长=zai4zhang3
往上长=wang3shang4zhang3 猛涨=meng3zhang3 布偶量=bu4ou3liang2 小熊量=xiao3xiong2liang2 给您量=gei3nin2liang2
教了=jiao1le5 教熟=jiao1shu2 着东西教=zhe5dong1xi5jiao1 想教=xiang3jiao1 什么教=shen2me5jiao1 装和倒=zhuang1he2dao4
他倒几天=ta1dao4ji3tian1 长不出话=zhang3bu4chu1hua4
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
export const soleReadings: Readonly<Record<string, string>> = {
  咳: 'ke2',
  呛: 'qiang1',
  夹: 'jia1',
  切: 'qie1',
};

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
