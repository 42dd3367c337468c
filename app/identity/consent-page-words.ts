import type { Words } from '../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** The notice of version `consentVersion`: another text is another version. Heard as the recording consent-all. */
export const consentNotice: { name: Words; lines: Words[] }[] = [
  {
    name: w('拍什么', 'What is taken'),
    lines: [
      w('开头照几张相,中间随机照几次。', 'A few pictures at the start, some at random moments.'),
      w('还存一份认脸用的数据。', 'And data by which your face is known again.'),
      w('会和身份证照片比一比。', 'They are compared with the photograph of your ID.'),
    ],
  },
  {
    name: w('为什么拍', 'Why'),
    lines: [w('按规定,没有本人照片,学的不算数。', 'By the rules study without your picture does not count.')],
  },
  {
    name: w('谁能看到', 'Who receives it'),
    lines: [
      w('您的培训机构、主管部门和监管平台。', 'Your institution, the bureau and the supervision platform.'),
      w('谁看过,都有记录。', 'Every look at a picture is on record.'),
    ],
  },
  {
    name: w('放在哪里', 'Where it is kept'),
    lines: [w('照片会传到服务器,加了锁存着。', 'Pictures are uploaded to the server and kept locked.')],
  },
  {
    name: w('存多久', 'How long'),
    lines: [
      w('动作照片看过以后,7 天删掉。', 'Pictures of a check: deleted 7 days after it.'),
      w('别的照片和认脸数据,结课 3 年后删。', 'All others and face data: 3 years after the class.'),
    ],
  },
  {
    name: w('能不能收回', 'Can I withdraw'),
    lines: [
      w('随时可以收回,在这一页点。', 'At any time, on this page.'),
      w('收回后照片都删掉,学过的还记着。', 'Pictures are deleted; what you studied is kept.'),
    ],
  },
  {
    name: w('不同意行不行', 'May I decline'),
    lines: [w('行。去教室上课,一样算数。', 'Yes. The classroom counts just the same.')],
  },
];

/** Words around the notice. */
export const consentWords = {
  title: w('看说明', 'The notice'),
  ask: w('上课要拍脸,看是不是本人。', 'In class your face is taken, to see that it is you.'),
  choice: w('可以不同意,去教室上。', 'You may decline and go to the classroom.'),
  agree: w('同意', 'I agree'),
  classroom: w('去教室上', 'The classroom'),
  given: w('您同意过了。', 'You have agreed.'),
  givenOutdated: w('说明改了,请再看一遍。', 'The notice has changed. Please read it again.'),
  declined: w('您选了去教室上。', 'You chose the classroom.'),
  withdrawn: w('同意收回了,照片都删掉了。', 'Consent is withdrawn; the pictures are deleted.'),
  askTeacher: w('打电话问老师上课时间。', 'Call your teacher for the times.'),
  call: w('打电话', 'Call'),
  home: w('回首页', 'Home'),
  withdraw: w('收回同意', 'Withdraw'),
  withdrawAsk: w('真的要收回同意吗?', 'Really withdraw your consent?'),
  withdrawThen: w('会这样:', 'This will happen:'),
  withdrawErases: w('照片和认脸数据全部删掉,找不回来。', 'Pictures and face data are deleted for good.'),
  withdrawStops: w('网上的课先停,改到教室上。', 'Online study stops; the classroom takes over.'),
  withdrawKeeps: w('学过的都记着。', 'What you studied is kept.'),
  withdrawYes: w('收回,删掉照片', 'Withdraw and delete'),
  withdrawNo: w('不收回', 'Keep it'),
  change: w('改主意了', 'I changed my mind'),
} satisfies Record<string, Words>;

/** Since when it stands, as a day. */
export const sayConsentDay = (day: string): Words => w(`${day} 同意的。`, `Since ${day}.`);
