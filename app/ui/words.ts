import type { Words } from '../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the frame that every page shares. */
export const uiWords = {
  appName: w('真学', 'Zhenxue'),
  back: w('返回', 'Back'),
  help: w('求助', 'Help'),
  textSize: w('字', 'Aa'),
  textSizeNow: {
    standard: w('字大小:标准。点一下换大字', 'Text size: standard. Tap for large'),
    large: w('字大小:大字。点一下换特大', 'Text size: large. Tap for extra large'),
    xlarge: w('字大小:特大。点一下换标准', 'Text size: extra large. Tap for standard'),
  },
  listen: w('听一听', 'Listen'),
  listening: w('正在说', 'Speaking'),
  toContent: w('跳到正文', 'Skip to content'),
  opening: w('正在打开', 'Opening'),
  retry: w('重试', 'Try again'),
  showPassword: w('看密码', 'Show password'),
  hidePassword: w('藏密码', 'Hide password'),
  picture: w('图', 'Picture '),
  erase: w('删', 'Erase'),
  done: w('好了', 'Done'),
  yourDigits: w('您点的数字', 'Digits you tapped'),
  noDigits: w('还没点', 'None yet'),
  fixThese: w('这几处再看一看', 'Please look at these again'),
  credited: w('已记', 'Credited'),
  left: w('还差', 'Left'),
  step: w('第', 'Step '),
} satisfies Record<string, Words | Record<string, Words>>;
