import type { Words } from '../../platform/words.ts';
import type { InvitationListed } from './read-staff.server.ts';
import type { StaffStepKind } from './staff-steps.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** The page on which staff is invited, suspended and let return. */
export const staffWords = {
  title: w('人员账号', 'Staff'),
  people: w('人员', 'People'),
  none: w('还没有人员。发一个邀请。', 'Nobody yet. Invite somebody.'),
  noneFound: w('没有找到。换个名字再找。', 'Nobody found. Try another name.'),
  search: w('找姓名或机构', 'Name or institution'),
  find: w('查找', 'Find'),
  name: w('姓名', 'Name'),
  role: w('身份', 'Role'),
  phone: w('手机号', 'Phone'),
  institution: w('机构', 'Institution'),
  state: w('状态', 'State'),
  active: w('在用', 'Active'),
  suspended: w('已停用', 'Suspended'),
  secondStep: w('两步登录', 'Second step'),
  isSet: w('已设', 'Set up'),
  isNotSet: w('未设', 'Not yet'),
  open: w('办理', 'Open'),
  invite: w('邀请新人', 'Invite'),
  post: w('身份和机构', 'Role and institution'),
  send: w('发邀请', 'Invite'),
  nameMissing: w('先填姓名。', 'Enter the name first.'),
  phoneWrong: w('手机号是 11 位数字。', 'A phone number has 11 digits.'),
  postMissing: w('先选身份。', 'Choose a role first.'),
  link: w('邀请链接(微信发给他)', 'Link (send it)'),
  qr: w('邀请链接的二维码', 'QR code of the link'),
  codeHint: w(
    '邀请码请打电话告诉本人。链接和码只显示这一次。',
    'Tell the code by telephone. Both are shown this once.',
  ),
  invitations: w('邀请', 'Invitations'),
  noInvitations: w('还没有邀请。', 'No invitations yet.'),
  made: w('发出', 'Made'),
  until: w('有效到', 'Until'),
  revoke: w('收回', 'Take back'),
  reason: w('原因', 'Reason'),
  reasonHint: w('写 4 个字以上,留档。', 'At least 4 characters; it is kept.'),
  suspend: w('停用账号', 'Suspend'),
  suspendHint: w(
    '马上退出所有设备。账号和记录都留着。',
    'Signed out everywhere at once. Nothing is deleted.',
  ),
  letReturn: w('恢复使用', 'Let return'),
  reset: w('重设两步登录', 'Reset second step'),
  resetHint: w('手机丢了用这个。下次登录再设一次。', 'For a lost phone: set up anew at the next sign-in.'),
  history: w('办理记录', 'History'),
  noHistory: w('还没有记录。', 'Nothing yet.'),
  stored: w('办好了。', 'Done.'),
  policy: w('本机构的两步登录', 'Second step of this institution'),
  policyNone: w('还没要求。定一天,从那天起人人都要设。', 'Not required yet. Choose a day.'),
  policyDay: w('从哪天起', 'From'),
  policyHint: w('30 天以内。定了只能提前,不能推后。', 'Within 30 days; it can only be drawn forward.'),
  policyWrong: w('选今天到 30 天内的一天。', 'Choose a day within 30 days.'),
  policySet: w('定下', 'Decide'),
} satisfies Record<string, Words>;

export const staffStepWords: Record<StaffStepKind, Words> = {
  joined: w('入职', 'Joined'),
  suspended: w('停用', 'Suspended'),
  returned: w('恢复', 'Returned'),
  second_step_reset: w('重设两步登录', 'Second step reset'),
};

export const invitationStateWords: Record<InvitationListed['state'], Words> = {
  open: w('等接受', 'Open'),
  accepted: w('已接受', 'Accepted'),
  revoked: w('已收回', 'Taken back'),
  expired: w('过期了', 'Expired'),
  closed: w('试错太多', 'Tried too often'),
};

export const sayStaff = {
  code: (name: string, code: string): Words => w(`${name}的邀请码:${code}`, `Code for ${name}: ${code}`),
  since: (day: string): Words =>
    w(`从 ${day} 起,人人都要两步登录。`, `Everybody has a second step from ${day}.`),
};

/** The page of an invitation. */
export const invitationWords = {
  title: w('接受邀请', 'Accept an invitation'),
  say: w('设一个密码,账号就开好了。', 'Set a password, and the account is yours.'),
  phone: w('您的手机号', 'Your phone number'),
  code: w('邀请码(6 位数字)', 'Code (6 digits)'),
  codeHint: w('邀请您的人会打电话告诉您。', 'Whoever invited you tells it by telephone.'),
  password: w('给自己设一个密码', 'Choose a password'),
  passwordHint: w('至少 8 位,自己好记就行。', 'At least 8 characters that you will remember.'),
  accept: w('开好账号', 'Accept'),
} satisfies Record<string, Words>;

/** Who is invited as what: 李主任,请您做安心学校的教务。 */
export const sayInvited = (name: string, role: Words, institution: string): Words =>
  w(
    `${name},请您任${institution}的${role.zh}。`,
    `${name}, you are invited as ${role.en} of ${institution}.`,
  );
