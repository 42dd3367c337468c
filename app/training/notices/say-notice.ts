import type { Words } from '../../platform/words.ts';
import type { NoticeFacts, NoticeKind } from './notice-kinds.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

const people = (count = 0) => (count === 1 ? '1 learner has' : `${count} learners have`);

/** The sentence of a notice. */
export function sayNotice(kind: NoticeKind, facts: NoticeFacts): Words {
  const { class: title = '', institution = '', count, day = '', standing, isPassed } = facts;
  switch (kind) {
    case 'class_applied':
      return w(`${institution}的“${title}”等您批。`, `"${title}" of ${institution} waits for you.`);
    case 'class_approved':
      return w(`“${title}”批准开班了。`, `"${title}" is approved.`);
    case 'class_returned':
      return w(`“${title}”退回来了,看理由再改。`, `"${title}" came back; see why.`);
    case 'class_rejected':
      return w(`“${title}”没有批准,看理由。`, `"${title}" was not approved; see why.`);
    case 'class_begins':
      return w(`“${title}”今天开课。`, `"${title}" begins today.`);
    case 'never_signed_in':
      return w(
        `“${title}”开课 2 天,${count} 人还没登录。`,
        `"${title}" began 2 days ago; ${people(count)} not signed in.`,
      );
    case 'behind':
      return w(`“${title}”您学得慢了一点。`, `You are a little behind in "${title}".`);
    case 'class_behind':
      return w(`“${title}”有 ${count} 人落后。`, `"${title}": ${people(count)} fallen behind.`);
    case 'face_case':
      return w('有一位学员等您当面看一看。', 'A learner waits for somebody to see her.');
    case 'survey_opened':
      return w(`“${title}”请您评一评,不记姓名。`, `How was "${title}"? Without your name.`);
    case 'assessment_locked':
      return w(
        `“${title}”满意度不够,考核停到 ${day}。`,
        `Too few like "${title}": no assessment before ${day}.`,
      );
    case 'assessment_result':
      return isPassed
        ? w(`“${title}”考核合格了。`, `You passed the assessment of "${title}".`)
        : w(`“${title}”考核这次没合格。`, `You did not pass the assessment of "${title}" this time.`);
    case 'inspection_due':
      return w(`“${title}”过半了,还没检查过。`, `"${title}" is half over and was not inspected yet.`);
    case 'class_inspected':
      return w(`“${title}”检查过了,看结果。`, `"${title}" was inspected; see what was found.`);
    case 'subsidy_cancelled':
      return w(`“${title}”的补贴取消了,看原因。`, `The subsidy of "${title}" was cancelled; see why.`);
    case 'subsidy_lifted':
      return w(`“${title}”的补贴恢复了。`, `"${title}" has its subsidy again.`);
    case 'test_open':
      return w(`“${title}”可以考结业考试了。`, `You may take the final test of "${title}".`);
    case 'test_result':
      return isPassed
        ? w(`“${title}”结业考试通过了。`, `You passed the final test of "${title}".`)
        : w(`“${title}”结业考试这次没通过。`, `You did not pass the final test of "${title}" this time.`);
    case 'staff_joined':
      return w(`您邀请的人加入了${institution}。`, `Whom you invited has joined ${institution}.`);
    case 'invitation_expired':
      return w(`您给${institution}发的邀请过期了。`, `Your invitation to ${institution} has expired.`);
    case 'standing_set':
      return sayStanding(standing, day);
  }
}

function sayStanding(standing: NoticeFacts['standing'], day: string): Words {
  if (standing === 'normal') return w('本机构恢复正常了。', 'Your institution stands as normal again.');
  const until = day === '' ? w('', '') : w(`,到 ${day}`, ` until ${day}`);
  return standing === 'rectifying'
    ? w(`本机构要整改${until.zh}。`, `Your institution rectifies${until.en}.`)
    : w(`本机构不能开班${until.zh}。`, `Your institution may not open classes${until.en}.`);
}

/** Where the reader goes on; null: the sentence is all. */
export function linkNotice(kind: NoticeKind, { classId, caseId }: NoticeFacts): string | null {
  const ofClass = (page: string) => (classId === undefined ? null : `/desk/classes/${classId}/${page}`);
  switch (kind) {
    case 'class_applied':
    case 'inspection_due':
    case 'class_returned':
    case 'class_rejected':
    case 'class_inspected':
      return ofClass('application');
    case 'class_approved':
      return ofClass('board');
    case 'never_signed_in':
      return ofClass('board?show=never');
    case 'class_behind':
      return ofClass('board?show=behind');
    case 'assessment_locked':
      return ofClass('ending');
    case 'subsidy_cancelled':
    case 'subsidy_lifted':
      return ofClass('sessions');
    case 'test_open':
    case 'test_result':
      return classId === undefined ? null : `/test/${classId}`;
    case 'staff_joined':
    case 'invitation_expired':
      return '/desk/staff';
    case 'face_case':
      return caseId === undefined ? null : `/desk/reviews/${caseId}`;
    case 'survey_opened':
      return classId === undefined ? null : `/survey/${classId}`;
    case 'class_begins':
    case 'behind':
      return '/';
    case 'assessment_result':
      return '/progress';
    case 'standing_set':
      return '/desk/classes';
  }
}

/** Where a learner goes on: she has no desk. */
export function linkLearner(kind: NoticeKind, facts: NoticeFacts): string | null {
  return kind === 'class_approved' ? '/' : linkNotice(kind, facts);
}
