import type { Words } from '../../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** The filing form's own terms; `rows` in the order of the file. */
export const filingWords = {
  fact: w('项目', 'Fact'),
  value: w('内容', 'Value'),
  countedAt: w('统计时间', 'Counted at'),
  persons: w('存有人脸信息的人数', 'Persons with stored face data'),
  withReference: w('其中有人脸模板的人数', 'of these with a face template'),
  withIdPhoto: w('其中有证件照的人数', 'of these with an ID photograph'),
  withSnapshots: w('其中有课堂照片的人数', 'of these with lesson photographs'),
  withFrames: w('其中有核验画面的人数', 'of these with frames of a check'),
  consentGiven: w('已同意的人数', 'Persons who consent now'),
  consentDeclined: w('选择去教室上课的人数', 'Persons who chose the classroom'),
  consentWithdrawn: w('已收回同意的人数', 'Persons who withdrew'),
  kind: w('处理的信息种类', 'Kind of data'),
  purpose: w('处理目的', 'Purpose'),
  receiver: w('接收方', 'Receiver'),
  appealDays: w('核验画面保存天数', 'Days that frames are kept'),
  retentionYears: w('课堂照片在结业后保存年数', 'Years that photographs are kept after the class'),
  model: w('算法模型', 'Model'),
  threshold: w('阈值', 'Threshold'),
  modelFile: w('模型文件', 'Model file'),
  protection: w('保护措施', 'Protection'),
  place: w('机构所在地的人数', 'Persons by place of their institution'),
  erased: w('已删除', 'Erased so far'),
  assessment: w('影响评估', 'Impact assessment'),
} satisfies Record<string, Words>;

export const filingKinds: Words[] = [
  w('人脸特征模板', 'Face template'),
  w('注册照片', 'Enrolment photograph'),
  w('证件照片', 'Photograph of the ID document'),
  w('活体核验画面', 'Frames of live checks'),
  w('课堂随机照片', 'Photographs at random moments of lessons'),
];

export const filingPurposes: Words[] = [
  w('确认线上学习的是学员本人', 'To know that the enrolled person studies online'),
  w('每课时留存随机影像照片', 'To keep a photograph of every class hour'),
];

export const filingReceivers: Words[] = [
  w('学员所在的培训机构', 'The learner’s training institution'),
  w('人社主管部门', 'The bureau'),
  w('监管平台', 'The supervision platform'),
];

export const filingProtection: Words[] = [
  w('每人一把密钥,AES-256-GCM 加密存储', 'Sealed with AES-256-GCM under a key of each person'),
  w('查看照片要写原因并留记录', 'Every view of a picture needs a reason and is recorded'),
];

export const erasedWords: Record<'frames' | 'snapshots' | 'references' | 'key', Words> = {
  frames: w('核验画面', 'Frames'),
  snapshots: w('课堂照片', 'Lesson photographs'),
  references: w('人脸模板和证件照', 'Templates and ID photographs'),
  key: w('个人密钥', 'Keys of persons'),
};
