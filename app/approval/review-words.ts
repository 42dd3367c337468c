import type { Words } from '../platform/words.ts';
import type { ChecklistItem, ReviewDecision } from './review-rules.ts';
import type { QueueTab } from './review-view.ts';
import type { VideoState } from './version-life.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export const tabWords: Record<QueueTab, Words> = {
  waiting: w('待审', 'Waiting'),
  settled: w('已通过、上线、撤下', 'Approved, published, withdrawn'),
  back: w('退回、不予通过', 'Returned, rejected'),
};

export const videoStateWords: Record<VideoState, Words> = {
  uploaded: w('已上传', 'Uploaded'),
  processing: w('制作中', 'Processing'),
  processed: w('已制作', 'Processed'),
  submitted: w('待审核', 'Submitted'),
  approved: w('已通过', 'Approved'),
  returned: w('已退回', 'Returned'),
  rejected: w('不予通过', 'Rejected'),
  published: w('已上线', 'Published'),
  withdrawn: w('已撤下', 'Withdrawn'),
  failed: w('没做成', 'Failed'),
};

export const decisionWords: Record<ReviewDecision, Words> = {
  approve: w('通过', 'Approve'),
  return: w('退回', 'Return'),
  reject: w('不予通过', 'Reject'),
};

/** What a reviewer goes through (P011), with what it means. */
export const checklistWords: Record<ChecklistItem, Words> = {
  content: w('内容', 'Content'),
  form: w('形式', 'Form'),
  ideology: w('导向', 'Values'),
  format: w('格式', 'Format'),
  picture: w('画面', 'Picture'),
  sound: w('声音', 'Sound'),
  copyright: w('版权', 'Copyright'),
  length: w('时长', 'Length'),
};

/** Words of the review of versions. */
export const reviewWords = {
  title: w('审批', 'Approvals'),
  list: w('课程视频', 'Versions'),
  all: w('全部工种', 'All occupations'),
  nothing: w('没有待审的视频。', 'No video waits.'),
  nothingHere: w('这里还没有视频。', 'Nothing here.'),
  pick: w('从列表里选一个。', 'Choose one of the list.'),
  stored: w('记下了。', 'Stored.'),
  version: w('版本', 'Version'),
  waits: w('等了', 'Waiting'),
  demo: w('演示', 'Demonstration'),
  demoNote: w('这是演示用的批准,不是办公室的文号。', 'A demonstration’s approval, not one of the office.'),
  own: w('本单位的', 'Own'),
  mine: w('您定过了', 'You decided'),
  waitsForOther: w('您定过了,等另一位审核人。', 'You have decided; another reviewer is awaited.'),
  readOnly: w('检查人只看,不定。', 'Inspectors read only.'),
  notShown: w('上线或撤下的视频才能看。', 'Only what was published can be watched.'),
  keys: w('快捷键', 'Keys'),
  keysOn: w('开', 'on'),
  keysOff: w('关', 'off'),
  keysWaiting: w(
    'J/K 下一个、上一个 · 空格 播放 · ←/→ 5 秒 · N 记一条 · 1–8 检查项 · A 通过 R 退回 X 不予通过 · Ctrl+回车 确认 · Esc 离开输入',
    'J/K next, previous · Space play · ←/→ 5 s · N note · 1–8 checklist · A approve R return X reject · Ctrl+Enter confirm · Esc leaves the field',
  ),
  keysSettled: w(
    'J/K 下一个、上一个 · 空格 选上 · Ctrl+回车 上线选上的',
    'J/K next, previous · Space select · Ctrl+Enter publish the selected',
  ),
  hash: w('内容指纹 SHA-256', 'Content SHA-256'),
  copy: w('复制指纹', 'Copy SHA-256'),
  copied: w('复制了', 'Copied'),
  manifest: w('下载清单', 'Manifest'),
  transcript: w('文字稿', 'Transcript'),
  noTranscript: w('没有文字稿。', 'No transcript.'),
  outline: w('对照大纲', 'Against the outline'),
  planned: w('计划', 'Planned'),
  measured: w('实测', 'Measured'),
  minutes: w('分钟', 'min'),
  notPlanned: w('没写', 'Not said'),
  standard: w('标准工作内容', 'Work content of the standard'),
  tags: w('主题', 'Topics'),
  licence: w('版权说明', 'Licence'),
  portrait: w('肖像说明', 'Portrait rights'),
  source: w('来源文件', 'Source'),
  sourceVideo: w('上传的视频', 'Uploaded video'),
  sourceScript: w('文字课文', 'Text script'),
  broughtBy: w('谁交的', 'Brought by'),
  platform: w('平台', 'The platform'),
  flags: w('要留意的画面和声音', 'To look at'),
  flagged: w('要留意', 'To look at'),
  noFlags: w('没有黑屏和没声音的地方。', 'No black picture, no silence.'),
  black: w('黑屏', 'Black picture'),
  silent: w('没声音', 'Silence'),
  questions: w('随机题', 'Control questions'),
  noQuestions: w('没有随机题。', 'No control questions.'),
  check: w('课后小测', 'Check at the end'),
  checkSame: w('课后小测没有变。', 'The check is unchanged.'),
  right: w('对', 'Right'),
  wrong: w('错', 'Wrong'),
  hear: w('听题目', 'Hear it'),
  notes: w('记在视频上的', 'Notes on the video'),
  noNotes: w('还没有。按 N 记在这一秒。', 'None yet. N pins one to this second.'),
  noNotesRead: w('没有。', 'None.'),
  noteAt: w('记在', 'At'),
  noteWords: w('哪里不对', 'What is wrong'),
  addNote: w('记一条', 'Add note'),
  dropNote: w('删掉', 'Delete'),
  noteShort: w('写两个字以上。', 'At least 2 characters.'),
  changes: w('和上次批准的比', 'Since the last approved version'),
  firstVersion: w('这是第一次送审。', 'The first version of this lesson.'),
  noChange: w('没有变', 'unchanged'),
  lengthBy: w('时长', 'Length'),
  sourceSame: w('来源文件没有变。', 'The source is the same.'),
  sourceOther: w('来源文件换了。', 'The source is another one.'),
  segmentsNote: w(
    '画面每版单独加密,密文总是不同,所以不比。',
    'Segments are encrypted for each version anew and are not compared.',
  ),
  filesAdded: w('多了', 'Added'),
  filesRemoved: w('少了', 'Removed'),
  filesChanged: w('变了', 'Changed'),
  filesSame: w('没变的文件', 'Files unchanged'),
  questionsSame: w('随机题没有变。', 'Questions are unchanged.'),
  captions: w('字幕', 'Captions'),
  skipped: w('没变的省略', 'unchanged lines left out'),
  taken: w('删去', 'taken out'),
  given: w('加上', 'put in'),
  reviews: w('谁定的', 'Decisions'),
  noReviews: w('还没有人定。', 'Nobody has decided yet.'),
  document: w('批准文号', 'Document number'),
  decide: w('怎么定', 'Decision'),
  checklist: w('合格的', 'In order'),
  reason: w('原因(编者会看到)', 'Reason (the author reads it)'),
  confirm: w('确认', 'Confirm'),
  stuck: w(
    '视频放不出来或对不上,不能通过。',
    'What cannot be played, or is not what is approved, cannot be approved.',
  ),
  needsNote: w('退回要先在视频上记一条。', 'A return needs a note on the video first.'),
  pickDecision: w('先选一项。', 'Choose a decision.'),
  publish: w('上线', 'Publish'),
  publishNote: w('上线后,班级就能学。', 'Classes can study it then.'),
  publishMany: w('上线选上的', 'Publish selected'),
  select: w('选上', 'Select'),
  withdraw: w('撤下', 'Withdraw'),
  withdrawWhy: w('撤下的原因', 'Why it is withdrawn'),
  withdrawNote: w(
    '马上停:播放、钥匙和记学时都停。学过的都记着。',
    'Stops at once: playing, keys and credit. What was earned stays.',
  ),
  hits: w('会碰到的班', 'Classes that are hit'),
  noHits: w('没有班在学这一版。', 'No class studies this version.'),
  learners: w('学员', 'learners'),
  studying: w('正在学', 'studying it'),
  publishedAt: w('上线时间', 'Published'),
  withdrawnAt: w('撤下时间', 'Withdrawn'),
  submittedAt: w('送审时间', 'Submitted'),
} satisfies Record<string, Words>;

/** How many have to approve, and how many have. */
export const sayApprovals = (approved: number, needed: number): Words =>
  w(`要 ${needed} 人通过,已有 ${approved} 人`, `${approved} of ${needed} approvals`);
export const sayPublished = (done: number, left: number): Words =>
  left > 0
    ? w(`上线了 ${done} 个,${left} 个没上。`, `${done} published, ${left} left as they were.`)
    : w(`上线了 ${done} 个。`, `${done} published.`);
export const saySelected = (n: number): Words => w(`选了 ${n} 个`, `${n} selected`);
export const sayHits = (classes: number, learners: number): Words =>
  w(`${classes} 个班,${learners} 名学员`, `${classes} classes, ${learners} learners`);
