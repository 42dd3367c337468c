import type { Words } from '../../platform/words.ts';
import type { SurveyQuestion } from './judge-survey.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is asked. */
export const questionWords: Record<SurveyQuestion, Words> = {
  overall: w('这个班,您满意吗?', 'Are you satisfied with this class?'),
  teaching: w('老师教得怎么样?', 'How well did the teachers teach?'),
  content: w('学的东西用得上吗?', 'Is what you learned of use?'),
  online: w('网上的课好用吗?', 'Were the online lessons easy to use?'),
};

/** The five steps of an answer, from 5 to 1. */
export const stepWords: Record<1 | 2 | 3 | 4 | 5, Words> = {
  5: w('非常满意', 'Very satisfied'),
  4: w('满意', 'Satisfied'),
  3: w('一般', 'Neither'),
  2: w('不满意', 'Dissatisfied'),
  1: w('很不满意', 'Very dissatisfied'),
};

/** Words of the learner's page. */
export const surveyWords = {
  title: w('满意度调查', 'Are you satisfied?'),
  say: w('说说这个班好不好。', 'Say how this class was.'),
  detail: w('不记姓名。老师看不到是谁选的。', 'Without your name. Nobody sees who chose what.'),
  comment: w('还想说什么?可以不写', 'Anything else? You may leave it out'),
  commentHint: w('别写姓名和电话。', 'Leave out names and phone numbers.'),
  submit: w('交上去', 'Send'),
  missing: w('这一题还没选。', 'Choose one.'),
  missingSome: w('还有题没选。', 'Some questions are open.'),
  thanks: w('收到了,谢谢您。', 'Thank you, it has arrived.'),
  thanksDetail: w('您选了什么,只有您知道。', 'What you chose, only you know.'),
  over: w('调查结束了。', 'The survey is over.'),
  none: w('现在没有调查。', 'There is no survey now.'),
  home: w('回首页', 'Go home'),
  asked: w('有个调查,1 分钟。', 'A survey, 1 minute.'),
  answer: w('去回答', 'Answer it'),
} satisfies Record<string, Words>;

/** Words of the desk. */
export const surveyDeskWords = {
  title: w('满意度调查', 'Survey'),
  none: w('还没开始调查。', 'The class was not asked yet.'),
  days: w('开几天', 'Open for, days'),
  daysMore: w('再等几天', 'Wait for, days'),
  open: w('开始调查', 'Begin'),
  extend: w('再等等', 'Wait on'),
  round: w('第几次', 'Round'),
  closes: w('到', 'Until'),
  answers: w('答了', 'Answered'),
  share: w('满意的', 'Satisfied'),
  state: w('结果', 'Outcome'),
  hidden: w('结束才看得到', 'Shown once it is over'),
  comments: w('写的话', 'What was written'),
  fewShown: w('不到 5 人答,只显示满意的比例。', 'Fewer than 5 answers: only the share is shown.'),
  states: {
    open: w('正在调查', 'Open'),
    too_few: w('答的人不够', 'Too few answers'),
    passed: w('够了,可以考核', 'Enough; the assessment may begin'),
    low: w('不够,考核暂停', 'Too low; the assessment waits'),
  },
} satisfies Record<string, Words | Record<string, Words>>;

/** Sentences with facts in them. */
export const saySurvey = {
  early: (day: string) => w(`最早 ${day} 开始。`, `Begins on ${day} at the earliest.`),
  count: (answers: number, enrolled: number) => w(`${answers} / ${enrolled} 人`, `${answers} of ${enrolled}`),
  least: (pct: number, response: number) =>
    w(
      `满意的要有 ${pct}%,答的人要有 ${response}%。`,
      `${pct} % have to be satisfied, ${response} % have to answer.`,
    ),
  locked: (sharePct: number, untilDay: string) =>
    w(
      `满意的只有 ${sharePct}%。整改到 ${untilDay},再调查。`,
      `Only ${sharePct} % are satisfied. Rectify until ${untilDay}, then ask again.`,
    ),
};
