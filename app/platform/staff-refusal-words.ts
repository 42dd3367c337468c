import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is said of staff accounts: the second step, invitations, suspension. */
export const staffRefusalWords = {
  second_step: {
    say: w('还差一步:手机上的验证码。', 'One more step: the code of your phone.'),
    fix: w('填好就能进来。', 'Enter it, and you are in.'),
  },
  account_suspended: {
    say: w('您的账号停用了。', 'Your account is suspended.'),
    fix: w('请问本机构负责人。', 'Ask the head of your institution.'),
  },
  code_wrong: {
    say: w('验证码不对。', 'The code is not right.'),
    fix: w('等下一个验证码再填。', 'Wait for the next code and enter it.'),
  },
  code_wait: {
    say: w('试的次数有点多。', 'Too many tries.'),
    fix: w('过一会儿再填。', 'Wait a little, then try again.'),
  },
  second_step_set: {
    say: w('两步登录已经设好了。', 'The second step is set up already.'),
    fix: w('填手机上的验证码。', 'Enter the code of your phone.'),
  },
  staff_self: {
    say: w('不能停用自己。', 'You cannot suspend yourself.'),
    fix: w('请上级单位办。', 'Ask the office above yours.'),
  },
  staff_last_head: {
    say: w('这是最后一位负责人。', 'This is the last head.'),
    fix: w('先邀请一位新负责人。', 'Invite another head first.'),
  },
  staff_step: {
    say: w('这个账号刚变过。', 'This account has just changed.'),
    fix: w('看一看现在的状态。', 'Look at how it stands now.'),
  },
  invitation_gone: {
    say: w('这个邀请用不了了。', 'This invitation can no longer be used.'),
    fix: w('请邀请您的人再发一次。', 'Ask whoever invited you for a new one.'),
  },
  invitation_wrong: {
    say: w('手机号或邀请码对不上。', 'Phone number or code does not match.'),
    fix: w('再看一看,慢慢填。', 'Check and try again.'),
  },
  phone_taken: {
    say: w('这个手机号已经有账号。', 'This phone number has an account.'),
    fix: w('换一个手机号。', 'Use another number.'),
  },
} satisfies Partial<Record<RefusalCode, RefusalWords>>;
