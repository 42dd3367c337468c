import type { Words } from '../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the frame that every page shares. */
export const uiWords = {
  appName: w('真学', 'Zhenxue'),
  pages: w('翻页', 'Pages'),
  firstPage: w('回第一页', 'First page'),
  nextPage: w('下一页', 'Next page'),
  back: w('返回', 'Back'),
  help: w('求助', 'Help'),
  home: w('回首页', 'Home'),
  textSize: w('字', 'Aa'),
  listen: w('听一听', 'Listen'),
  toContent: w('跳到正文', 'Skip to content'),
  opening: w('正在打开', 'Opening'),
  drawing: w('正在画图', 'Drawing'),
  notDrawn: w('图没画出来,看旁边的表。', 'The chart was not drawn; see the table.'),
  drawAgain: w('再画一次', 'Draw again'),
  retry: w('重试', 'Try again'),
  showPassword: w('看密码', 'Show password'),
  hidePassword: w('藏密码', 'Hide password'),
  picture: w('图', 'Picture '),
  erase: w('删', 'Erase'),
  done: w('好了', 'Done'),
  yourDigits: w('您点的数字', 'Digits you tapped'),
  noDigits: w('还没点', 'None yet'),
  fixThese: w('这几处再看一看', 'Please look at these again'),
  troubleSay: w('这一页没打开。', 'This page did not open.'),
  troubleFix: w('点重试。学过的都记着。', 'Try again. What you studied is kept.'),
} satisfies Record<string, Words>;

/** What 字 is now and what one more tap makes it. */
export const textSizeWords = {
  standard: w('字大小:标准。点一下换大字', 'Text size: standard. Tap for large'),
  large: w('字大小:大字。点一下换特大', 'Text size: large. Tap for extra large'),
  xlarge: w('字大小:特大。点一下换标准', 'Text size: extra large. Tap for standard'),
} satisfies Record<string, Words>;
