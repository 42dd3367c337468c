import type { Words } from '../../platform/words.ts';
import type { ApplicationFault, ApplicationFaultCode } from './judge-application.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

const placesOf = (places: ApplicationFault['places']) => places?.name ?? '';

const faultWords: Record<
  ApplicationFaultCode,
  (facts: ApplicationFault) => { say: Words; fix: Words; to: string | null }
> = {
  roster_empty: () => ({
    say: w('名单还是空的。', 'Nobody is on the roster.'),
    fix: w('导入名单', 'Bring a roster'),
    to: 'roster',
  }),
  intake_missing: ({ count }) => ({
    say: w(`${count} 人的问卷没填完。`, `The questionnaires of ${count} are not complete.`),
    fix: w('填问卷', 'Fill them in'),
    to: 'questionnaire',
  }),
  learners_unfit: ({ count }) => ({
    say: w(`${count} 人不能进补贴班。`, `${count} cannot join a subsidised class.`),
    fix: w('到名单移出或改正', 'Take them off or correct them'),
    to: 'roster',
  }),
  dates_over: ({ day }) => ({
    say: w(`班期 ${day} 已经结束。`, `The class ended on ${day}.`),
    fix: w('改日期', 'Change the dates'),
    to: '',
  }),
  lessons_unapproved: ({ count }) => ({
    say: w(`${count} 课的视频还没批准。`, `${count} lessons have no approved video.`),
    fix: w('换一版课程', 'Choose another version'),
    to: '',
  }),
  textbooks_missing: () => ({
    say: w('没写教材。', 'The textbooks are missing.'),
    fix: w('写教材', 'Name them'),
    to: '#textbooks',
  }),
  assessment_missing: () => ({
    say: w('考核方案没写全。', 'The assessment plan is not complete.'),
    fix: w('写考核', 'Complete it'),
    to: '#assessmentOn',
  }),
  assessment_early: ({ day }) => ({
    say: w(`考核要在 ${day} 或以后。`, `The assessment is on ${day} or later.`),
    fix: w('改考核日期', 'Change its day'),
    to: '#assessmentOn',
  }),
  responsibility_unsigned: () => ({
    say: w('责任承诺还没签。', 'The statement of responsibility is not signed.'),
    fix: w('去签', 'Sign it'),
    to: '#signedName',
  }),
  truth_unsigned: () => ({
    say: w('真实承诺还没签。', 'The statement of truth is not signed.'),
    fix: w('去签', 'Sign it'),
    to: '#signedName',
  }),
  institution_stopped: ({ clause, day }) => ({
    say:
      clause === 'P060'
        ? w('机构现在不得办补贴班。', 'The institution is barred from subsidised classes.')
        : w(`机构在整改,到 ${day}。`, `The institution is rectifying until ${day}.`),
    fix: w('请和主管部门联系。', 'Ask your bureau.'),
    to: null,
  }),
  quota_over: ({ count, places }) => ({
    say: w(
      `${placesOf(places)}:还有 ${places?.left ?? 0} 个名额,本班 ${count} 人。`,
      `${placesOf(places)}: ${places?.left ?? 0} of ${places?.limit ?? 0} places are left; the class has ${count}.`,
    ),
    fix: w('减人,或请主管部门加名额。', 'Fewer learners, or ask your bureau for places.'),
    to: 'roster',
  }),
  apprentices_nameless: ({ places }) => ({
    say: w(
      `${places?.limit ?? 0} 个学徒没写企业。`,
      `The company of ${places?.limit ?? 0} apprentices is missing.`,
    ),
    fix: w('到名单补上单位', 'Enter it on the roster'),
    to: 'roster',
  }),
  apprentices_company: ({ places }) => ({
    say: w(
      `“${placesOf(places)}”最多 ${places?.limit ?? 0} 个学徒,还能收 ${places?.left ?? 0} 人。`,
      `${placesOf(places)}: ${places?.limit ?? 0} apprentices at most, ${places?.left ?? 0} more.`,
    ),
    fix: w('到名单减人', 'Fewer of this company'),
    to: 'roster',
  }),
  apprentices_year: ({ places }) => ({
    say: w(
      `本年学徒最多 ${places?.limit ?? 0} 人,还能收 ${places?.left ?? 0} 人。`,
      `${places?.limit ?? 0} apprentices a year at most, ${places?.left ?? 0} more.`,
    ),
    fix: w('到名单减人,或改到明年', 'Fewer learners, or next year'),
    to: 'roster',
  }),
  consent_missing: () => ({
    say: w(
      '跨市办班,没写省办同意文号。',
      'Held in another city without the number of the provincial consent.',
    ),
    fix: w('写文号', 'Enter it'),
    to: '#consentNumber',
  }),
};

/** A fault in a sentence, what mends it, and where: a page of the class, a field of this one, or nowhere. */
export function sayApplicationFault(fault: ApplicationFault): { say: Words; fix: Words; to: string | null } {
  return faultWords[fault.code](fault);
}
