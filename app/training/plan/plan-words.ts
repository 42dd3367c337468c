import type { Words } from '../../platform/words.ts';
import type { ClassType } from './class-type.ts';
import type { PlanField } from './compare-plans.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export const classTypeWords: Record<ClassType, Words> = {
  subsidised: w('补贴性职业技能培训', 'Subsidised skills training'),
  certificate: w('合格证书培训', 'Certificate of completion'),
  apprentice: w('企业新型学徒制培训', 'Enterprise apprenticeship'),
  elder_care: w('养老护理员培训', 'Elder-care worker'),
  family_care: w('家庭照护培训', 'Family carer'),
  mutual_aid: w('邻里互助员培训', 'Neighbour helper'),
};

export const planFieldWords: Record<PlanField, Words> = {
  title: w('班名', 'Class name'),
  courseVersionId: w('课程', 'Course'),
  classType: w('班级类型', 'Kind of class'),
  placeCode: w('开班地点', 'Place'),
  startsOn: w('开始日期', 'First day'),
  endsOn: w('结束日期', 'Last day'),
  isSubsidised: w('政府补贴', 'Subsidised'),
  totalHours: w('总课时', 'Class hours in all'),
  onlineTheory: w('网课', 'Theory online'),
  practice: w('实操', 'Practice'),
  workstations: w('工位', 'Workstations'),
  teacherIds: w('老师', 'Teachers'),
};

/** What stands beside a field that cannot be read. */
export const planFieldWrong: Record<PlanField, Words> = {
  title: w('班名写 1 到 40 个字。', 'A name of 1 to 40 characters.'),
  courseVersionId: w('选一门课。', 'Choose a course.'),
  classType: w('选班级类型。', 'Choose the kind of class.'),
  placeCode: w('地点填 6 位区划代码。', 'The place is a code of 6 digits.'),
  startsOn: w('选开始日期。', 'Choose the first day.'),
  endsOn: w('结束要在开始那天或以后。', 'The last day is the first one or later.'),
  isSubsidised: w('机构现在不能办补贴班。', 'The institution may run no subsidised class now.'),
  totalHours: w('网课加实操超过了总课时。', 'Online and practice are more than all hours.'),
  onlineTheory: w('网课填整数。', 'Theory online is a whole number.'),
  practice: w('实操填整数。', 'Practice is a whole number.'),
  workstations: w('工位填整数。', 'Workstations are a whole number.'),
  teacherIds: w('老师重新选。', 'Choose the teachers again.'),
};

export const planWords = {
  newClass: w('新班级', 'New class'),
  create: w('建班', 'Create'),
  basics: w('班级', 'The class'),
  subsidised: w('申请政府补贴', 'Asks for the subsidy'),
  placeHint: w('6 位区划代码,如 410800(焦作市)。', 'GB/T 2260 code, such as 410800 (Jiaozuo).'),
  noContents: w('还没有都批准的课。', 'No course is wholly approved yet.'),
  noContentsFix: w('请编者发布一版课程。', 'Ask an author to release a course.'),
  hours: w('课时', 'Hours'),
  inPerson: w('面授理论', 'Theory in person'),
  whole: w('填整数。', 'A whole number.'),
  totalFirst: w('先填总课时。', 'Enter all hours first.'),
  lessOnline: w('减网课', 'Less online'),
  morePractice: w('加实操', 'More practice'),
  people: w('老师和工位', 'Teachers and workstations'),
  noTeachers: w('还没有老师,在下面加。', 'No teachers yet; enter one below.'),
  newTeacher: w('新老师', 'New teacher'),
  teacherName: w('姓名', 'Name'),
  phone: w('手机号', 'Phone number'),
  enter: w('加老师', 'Enter'),
  nameWrong: w('姓名写 1 到 30 个字。', 'A name of 1 to 30 characters.'),
  phoneWrong: w('手机号要 11 位。', 'A phone number has 11 digits.'),
  phoneTaken: w('这个手机号已有账号。', 'This number has an account.'),
  save: w('存计划', 'Save'),
  saved: w('计划存好了。', 'The plan is stored.'),
  ready: w('计划可以提交了。', 'The plan can be handed in.'),
  before: w('提交前还差这些', 'Before it is handed in'),
  basis: w('看依据', 'The rule'),
  rules: w('适用规定', 'Rules that apply'),
  changed: w('别人刚改过这份计划。', 'Somebody else has just changed this plan.'),
  changedFix: w('您填的都还在。看一遍,再存。', 'What you typed is kept. Look again, then save.'),
  yes: w('是', 'Yes'),
  no: w('否', 'No'),
  none: w('没有', 'None'),
} satisfies Record<string, Words>;

export const sayPlan = {
  content: (title: string, level: string, number: number, hours: number) =>
    w(
      `${title} ${level} · 第 ${number} 版 · ${hours} 课时`,
      `${title} ${level} · version ${number} · ${hours} hours`,
    ),
  contentHas: (hours: number) => w(`课件够 ${hours} 课时。`, `The content fills ${hours} hours.`),
  online: (total: number, most: number) =>
    w(`共 ${total} 课时,网课最多 ${most}。`, `${total} hours in all, at most ${most} online.`),
  onlineOver: (total: number, most: number, now: number) =>
    w(
      `共 ${total} 课时,网课最多 ${most}。现在 ${now},超 ${now - most}。`,
      `${total} hours in all, at most ${most} online. Now ${now}, ${now - most} too many.`,
    ),
  practice: (total: number, least: number) =>
    w(`共 ${total} 课时,实操最少 ${least}。`, `${total} hours in all, at least ${least} of practice.`),
  practiceUnder: (total: number, least: number, now: number) =>
    w(
      `共 ${total} 课时,实操最少 ${least}。现在 ${now},差 ${least - now}。`,
      `${total} hours in all, at least ${least} of practice. Now ${now}, ${least - now} too few.`,
    ),
  teachersNeed: (learners: number, needed: number) =>
    learners === 0
      ? w(`每班最少 ${needed} 位老师。`, `A class has at least ${needed} teachers.`)
      : w(`${learners} 名学员要 ${needed} 位老师。`, `${learners} learners need ${needed} teachers.`),
  workstationsNeed: (learners: number, needed: number) =>
    learners === 0
      ? w('名单定了再看要几个。', 'How many are needed shows with the roster.')
      : w(`${learners} 名学员要 ${needed} 个工位。`, `${learners} learners need ${needed} workstations.`),
  code: (name: string, code: string) =>
    w(
      `${name}的首次登录码:${code}。只显示这一次。`,
      `First sign-in code of ${name}: ${code}. Shown this once.`,
    ),
  change: (field: Words, was: string, now: string) =>
    w(`${field.zh}:原来 ${was},现在 ${now}。`, `${field.en}: was ${was}, is ${now}.`),
};
