import type { Words } from '../platform/words.ts';
import type { TaskKind } from './read-tasks.server.ts';
import type {
  CaseDecision,
  CaseKind,
  ChallengeAction,
  FaceFault,
  PictureKind,
  SnapshotVerdict,
} from '../presence/face-state.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export const caseKindWords: Record<CaseKind, Words> = {
  enrolment: w('新照片,待见证', 'First picture to witness'),
  change: w('换照片,待复核', 'New picture to confirm'),
  three_tries: w('试了几次没过,待当面看', 'Face check to witness'),
  doubt: w('拿不准的', 'Doubtful check'),
  contested: w('学员请再看', 'Contested picture'),
  sustained: w('连着几张对不上', 'Several photographs in doubt'),
  duplicate: w('一张脸,两个账号', 'One face, two accounts'),
};

/** What to look at in each kind of case. */
export const caseTaskWords: Record<CaseKind, Words> = {
  enrolment: w(
    '比一比新照片和证件照。没有证件照,就当面看本人。',
    'Compare the new picture with the ID photograph; without one, see the person herself.',
  ),
  change: w(
    '比一比新照片和原来的照片,看换的原因。',
    'Compare the new picture with the old one and read the reason.',
  ),
  three_tries: w(
    '请本人到场,看清是不是她,再点“当面见过”。',
    'See the person herself, then decide “Seen in person”.',
  ),
  doubt: w('机器拿不准。看两张照片是不是一个人。', 'The server could not tell. Is it one person?'),
  contested: w('学员说判得不对。再看一遍。', 'The learner says that it is wrong. Look again.'),
  sustained: w('连着看几张,不凭一张定。', 'Look at all of them; never decide by one.'),
  duplicate: w('两个账号的照片像一个人。看一看是不是。', 'Two accounts look like one person. Are they?'),
};

export const decisionWords: Record<CaseDecision, Words> = {
  same_person: w('是同一人', 'Same person'),
  other_person: w('不是同一人', 'Another person'),
  cannot_tell: w('看不出来', 'Cannot tell'),
  try_again: w('再试一次', 'May try again'),
  witnessed: w('当面见过', 'Seen in person'),
  approved: w('通过', 'Approve'),
  refused: w('不通过', 'Do not approve'),
};

export const verdictWords: Record<SnapshotVerdict, Words> = {
  match: w('是本人', 'This person'),
  doubt: w('拿不准', 'In doubt'),
  other: w('不像本人', 'Does not look like her'),
  nobody: w('没有人', 'Nobody there'),
  two_people: w('不止一人', 'More than one person'),
  covered: w('镜头挡住了', 'Lens covered'),
};

export const faultWords: Record<FaceFault, Words> = {
  no_face: w('没看到脸', 'No face'),
  two_faces: w('不止一张脸', 'Two faces'),
  too_far: w('离得太远', 'Too far away'),
  too_dark: w('光太暗', 'Too dark'),
  too_few_frames: w('照片太少', 'Too few frames'),
  too_late: w('过了时间', 'Out of time'),
  arrival: w('到达时间对不上', 'Arrival times do not fit'),
  replayed: w('和以前的照片一样', 'Frames were seen before'),
  still: w('画面不动', 'A still picture'),
  action_missing: w('有动作没做', 'An action is missing'),
  wrong_action: w('动作不对', 'Another action'),
  changed_person: w('中间换了人', 'The person changed'),
  doubt: w('拿不准', 'In doubt'),
  other_person: w('不像本人', 'Does not look like her'),
};

export const pictureKindWords: Record<PictureKind, Words> = {
  snapshot: w('课上照片', 'Photograph in class'),
  frame: w('刷脸画面', 'Frame of a face check'),
  reference: w('留底照片', 'Enrolled face'),
  id_photo: w('证件照', 'ID photograph'),
};

/** The action that was asked when a frame came; null: none yet. */
export function sayAction(asked: ChallengeAction | null): Words {
  if (!asked) return w('看前面', 'Look ahead');
  if (asked.action === 'blink')
    return w(`眨眼 ${asked.times} 下`, asked.times === 1 ? 'Blink once' : `Blink ${asked.times} times`);
  return asked.action === 'turn_left'
    ? w('向她的左边转', 'Turn to her left')
    : w('向她的右边转', 'Turn to her right');
}

/** Words of the review queue. */
export const caseWords = {
  title: w('核对', 'Reviews'),
  todo: w('要办的事', 'To do'),
  nothing: w('没有要核对的。', 'Nothing to review.'),
  all: w('全部', 'All'),
  list: w('要核对的', 'Cases'),
  pick: w('从左边选一件。', 'Choose a case at the left.'),
  opened: w('等了', 'Waiting'),
  under: w('要看的照片', 'Picture to look at'),
  beside: w('对照', 'Compare with'),
  window: w('前几张', 'Photographs before'),
  strip: w('刷脸过程', 'Sequence of the check'),
  attempt: w('第几次', 'Try'),
  found: w('服务器看到的', 'What the server saw'),
  history: w('这位学员的其他几件', 'Other cases of this learner'),
  noHistory: w('没有其他的。', 'None.'),
  learnerSays: w('学员说', 'The learner says'),
  noWords: w('学员没写。', 'No words were written.'),
  other: w('另一个账号', 'The other account'),
  changeReason: w('为什么换', 'Why it is to change'),
  noPicture: w('没有照片。', 'No picture.'),
  erased: w('照片已删,指纹和结论留着。', 'The picture was deleted; hash and verdict stay.'),
  notOpened: w('照片没打开。', 'The picture did not open.'),
  decide: w('怎么定', 'Decision'),
  reason: w('原因(学员会看到)', 'Reason (the learner reads it)'),
  reasonHint: w('至少 4 个字。写好按回车。', 'At least 4 characters. Enter stores it.'),
  reasonShort: w(
    '原因至少写 4 个字,还要先选一项。',
    'Choose a decision and give a reason of 4 characters or more.',
  ),
  save: w('记下', 'Store'),
  stored: w('记下了。', 'Stored.'),
  readOnly: w('检查人只看,不定。', 'Inspectors read only.'),
  decidedAs: w('已定', 'Decided'),
  keys: w('快捷键', 'Keys'),
  keysOn: w('开', 'on'),
  keysOff: w('关', 'off'),
  keysHint: w(
    'J 下一件 · K 上一件 · 1–4 选 · Esc 离开输入',
    'J next · K previous · 1–4 choose · Esc leaves the field',
  ),
  next: w('下一件', 'Next'),
  previous: w('上一件', 'Previous'),
  counts: w('算这一课时', 'Fills its class hour'),
  countsNot: w('不算这一课时', 'Does not fill its class hour'),
  advice: w('只供参考', 'Advice only'),
} satisfies Record<string, Words>;

/** Words about why somebody looks at pictures. */
export const viewReasonWords = {
  why: w('为什么要看照片', 'Why you look at pictures'),
  hint: w('每次来问一回。原因和每次查看都留底。', 'Asked once a visit. The reason and every look are kept.'),
  show: w('看照片', 'Show pictures'),
  now: w('这次查看的原因', 'Reason of this visit'),
  short: w('原因至少写 4 个字。', 'At least 4 characters.'),
} satisfies Record<string, Words>;

const todoWords: Record<CaseKind, (n: number) => Words> = {
  enrolment: (n) => w(`${n} 张新照片待见证`, `${n} first pictures to witness`),
  change: (n) => w(`${n} 张换的照片待复核`, `${n} new pictures to confirm`),
  three_tries: (n) => w(`${n} 位学员待当面看`, `${n} face checks to witness`),
  doubt: (n) => w(`${n} 件拿不准的`, `${n} doubtful checks`),
  contested: (n) => w(`${n} 张学员请再看的`, `${n} pictures contested`),
  sustained: (n) => w(`${n} 件连着对不上的`, `${n} learners with several photographs in doubt`),
  duplicate: (n) => w(`${n} 件一张脸两个账号`, `${n} faces on two accounts`),
};

const taskWords: Record<TaskKind, (n: number) => Words> = {
  stuck: (n) => w(`${n} 人卡住了`, `${n} learners stuck`),
  behind: (n) => w(`${n} 人落后`, `${n} learners behind`),
  never: (n) => w(`${n} 人没学过`, `${n} learners not begun`),
  rows: (n) => w(`${n} 行名单没导入`, `${n} rows of rosters wait`),
  returned: (n) => w(`${n} 个班退回来了`, `${n} classes were returned`),
  survey: (n) => w(`${n} 个班该做满意度调查`, `${n} classes to be asked whether they are satisfied`),
};

/** One line of what waits in classes. */
export const sayTask = (kind: TaskKind, count: number): Words => taskWords[kind](count);

/** One line of the to-do. */
export const sayTodo = (kind: CaseKind, count: number): Words => todoWords[kind](count);
