import type { Words } from '../../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the pages of notices. */
export const noticeWords = {
  title: w('通知', 'Notices'),
  none: w('还没有通知。', 'No notices yet.'),
  unread: w('没看过', 'Unread'),
  read: w('看过了', 'Read'),
  open: w('去看看', 'Open'),
  mark: w('知道了', 'Got it'),
  markAll: w('全部看过', 'Mark all read'),
  older: w('看更早的', 'Older'),
  newest: w('回到最新', 'Newest'),
  when: w('时间', 'When'),
  what: w('内容', 'What'),
  state: w('状态', 'State'),
  see: w('看通知', 'See them'),
  home: w('回首页', 'Home'),
  texts: w('手机短信', 'Text messages'),
  textsOn: w('有事会发短信给您,一天最多 3 条。', 'We text you when something happens, 3 a day at most.'),
  textsOff: w('已经不发短信了。', 'We send you no texts.'),
  stopTexts: w('不收短信', 'Stop texts'),
  startTexts: w('收短信', 'Send texts'),
} satisfies Record<string, Words>;

export const sayNotices = {
  count: (n: number): Words => w(`有 ${n} 条新通知。`, n === 1 ? '1 new notice.' : `${n} new notices.`),
  link: (n: number): Words => w(n > 0 ? `通知 · ${n}` : '通知', n > 0 ? `Notices · ${n}` : 'Notices'),
};
