import type { Words } from '../../../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the page of quotas. */
export const quotaWords = {
  title: w('名额', 'Places'),
  year: w('年度', 'Year'),
  show: w('看', 'Show'),
  of: w('给谁', 'For'),
  areas: w('地方', 'Areas'),
  institutions: w('机构', 'Institutions'),
  occupation: w('工种', 'Occupation'),
  anyOccupation: w('全部工种', 'All occupations'),
  places: w('补贴名额', 'Subsidised places'),
  used: w('已批', 'Approved'),
  left: w('还剩', 'Left'),
  asked: w('等审批', 'Applied for'),
  by: w('谁定的', 'Set by'),
  full: w('用完了', 'Used up'),
  over: w('超了', 'Over'),
  room: w('有余', 'Room'),
  state: w('状态', 'State'),
  lift: w('撤回', 'Take back'),
  set: w('定名额', 'Set places'),
  placesTyped: w('名额', 'Places'),
  placesHint: w('多一人都不批。', 'Not one more is approved.'),
  save: w('保存', 'Save'),
  stored: w('名额存好了。', 'Stored.'),
  none: w('这一年没有定名额。', 'No places are set for this year.'),
  noneFix: w('没定的不限人数。', 'Where none are set, nothing is limited.'),
  wrongField: w('这一格看看再填。', 'Look at this field again.'),
  elsewhere: w('没有存上。', 'Not stored.'),
} satisfies Record<string, Words>;

/** Words of what an institution is entitled to. */
export const qualificationWords = {
  title: w('资质和专业', 'Qualifications'),
  none: w('还没有记过。', 'None recorded yet.'),
  school: w('学制教育资质', 'Schooling of its own kind'),
  what: w('哪一项', 'Which'),
  state: w('有没有', 'Held'),
  held: w('有', 'Yes'),
  notHeld: w('没有', 'No'),
  from: w('从', 'from'),
  fromDay: w('哪天起', 'From'),
  save: w('记下', 'Record'),
  stored: w('记下了。', 'Recorded.'),
} satisfies Record<string, Words>;
