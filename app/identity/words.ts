import type { Words } from '../platform/words.ts';
import type { IdNumberFault } from './check-id-number.ts';
import type { PasswordFault } from './check-password.ts';
import type { AccountFault } from './refuse-account.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** The sign-in page. */
export const signInWords = {
  title: w('登录', 'Sign in'),
  say: w('填手机号和密码。', 'Enter your phone number and password.'),
  phone: w('手机号', 'Phone number'),
  password: w('密码', 'Password'),
  firstTime: w('第一次来,密码填老师给的码。', 'First time: type the code your teacher gave you.'),
  submit: w('登录', 'Sign in'),
  busy: w('正在登录', 'Signing in'),
  show: w('看密码', 'Show password'),
  hide: w('藏密码', 'Hide password'),
  help: w('忘了就找老师。', 'Forgot it? Ask your teacher.'),
  phoneMissing: w('先填手机号。', 'Enter your phone number first.'),
  phoneWrong: w('手机号是 11 位数字。', 'A phone number has 11 digits.'),
  passwordMissing: w('先填密码。', 'Enter your password first.'),
  wrong: w('手机号或密码不对。再看一看。', 'Phone number or password is wrong. Check and try again.'),
} satisfies Record<string, Words>;

/** The page after the first sign-in. */
export const setPasswordWords = {
  title: w('设密码', 'Set a password'),
  say: w('给自己设一个密码。', 'Choose your own password.'),
  hint: w('至少 8 位,自己好记就行。', 'At least 8 characters that you will remember.'),
  password: w('新密码', 'New password'),
  submit: w('设好了', 'Set it'),
  done: w('密码设好了。', 'Your password is set.'),
} satisfies Record<string, Words>;

/** Signing out. */
export const signOutWords = {
  signOut: w('退出', 'Sign out'),
  everywhere: w('全部退出', 'Sign out everywhere'),
  done: w('已经退出。', 'You are signed out.'),
  everywhereDone: w('所有手机和电脑都退出了。', 'Signed out on every phone and computer.'),
} satisfies Record<string, Words>;

/** Why a new password is not taken: what to do instead. */
export const passwordWords: Record<PasswordFault | 'already_set', Words> = {
  too_short: w('密码要 8 位以上。', 'A password needs 8 characters or more.'),
  too_long: w('密码太长,短一点。', 'The password is too long.'),
  is_phone: w('别用手机号当密码。换一个。', 'Do not use your phone number. Choose another.'),
  is_code: w('别用老师给的码。换一个。', 'Do not use the code you were given. Choose another.'),
  too_easy: w('这个太好猜。换一个。', 'This is too easy to guess. Choose another.'),
  already_set: w('密码已经设过了。', 'The password is already set.'),
};

/** What is wrong with a typed ID number, for the clerk who types it. */
export const idNumberWords: Record<IdNumberFault, Words> = {
  too_short: w('身份证号位数少了。', 'The ID number has too few characters.'),
  too_long: w('身份证号位数多了。', 'The ID number has too many characters.'),
  characters: w('身份证号只能是数字和 X。', 'An ID number has digits and X only.'),
  date: w('身份证号里的生日不对。', 'The date of birth in the ID number does not exist.'),
  check_digit: w('身份证号最后一位对不上。', 'The last character of the ID number does not match.'),
};

/** Why an account was not created, for the clerk. */
export const accountWords: Record<AccountFault, Words> = {
  phone_wrong: w('手机号要 11 位数字。', 'A phone number has 11 digits.'),
  phone_taken: w('这个手机号已经有账号。', 'This phone number has an account.'),
  id_number_taken: w('这个身份证号已经有账号。', 'This ID number has an account.'),
  id_number_too_short: idNumberWords.too_short,
  id_number_too_long: idNumberWords.too_long,
  id_number_characters: idNumberWords.characters,
  id_number_date: idNumberWords.date,
  id_number_check_digit: idNumberWords.check_digit,
};

/** Whom a suspended person asks: 请问演示培训学校,电话 0371-00000001。 */
export const sayAskSuspended = (name: string, phone: string): Words =>
  w(`请问${name},电话 ${phone}。`, `Ask ${name}, telephone ${phone}.`);

/** How long to wait, in the unit a person counts: 等 20 秒再登录。 */
export function waitWords(retryAfterS: number): Words {
  if (retryAfterS <= 60)
    return w(`等 ${retryAfterS} 秒再登录。`, `Wait ${retryAfterS} seconds, then sign in.`);
  const minutes = Math.ceil(retryAfterS / 60);
  return w(`等 ${minutes} 分钟再登录。`, `Wait ${minutes} minutes, then sign in.`);
}
