import type { Words } from '../../platform/words.ts';
import type { Standing } from './judge-standing.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export const standingWords: Record<Standing, Words> = {
  normal: w('正常', 'Normal'),
  rectifying: w('整改中', 'Rectifying'),
  barred: w('不得培训', 'Barred'),
};

/** Words of the page of institutions. */
export const institutionWords = {
  title: w('机构', 'Institutions'),
  name: w('机构', 'Institution'),
  place: w('地点', 'Place'),
  standing: w('状态', 'Standing'),
  until: w('到', 'Until'),
  reason: w('原因', 'Reason'),
  classes: w('在办的班', 'Running classes'),
  none: w('辖区里还没有机构。', 'No institution in this area yet.'),
  change: w('改状态', 'Change'),
  set: w('改机构状态', 'Change the standing'),
  untilDay: w('最后一天', 'Last day'),
  untilHint: w('整改至少一个月。', 'A rectification lasts a month at least.'),
  reasonHint: w('写清查到了什么、要改什么。', 'What was found, what has to change.'),
  save: w('保存', 'Save'),
  stored: w('状态改好了。', 'Stored.'),
  history: w('以前的状态', 'Before'),
  from: w('从', 'From'),
  by: w('谁定的', 'By'),
  always: w('长期', 'Open'),
} satisfies Record<string, Words>;
