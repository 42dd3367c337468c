import type { Words } from '../words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What a text message may say. None carries a name, a code or a password: it leads to a page. */
export const smsTemplates = [
  'first_sign_in',
  'class_approved',
  'class_begins',
  'behind',
  'survey_opened',
] as const;
export type SmsTemplate = (typeof smsTemplates)[number];

export const smsStates = ['waiting', 'sending', 'sent', 'dropped'] as const;

/** One text message for a gateway; `id` is ours, and the gateway keeps it beside the message. */
export type SmsMessage = {
  id: string;
  template: SmsTemplate;
  phone: string;
  params: Record<string, string>;
};

/**
 * What came of a message. `taken`: it is the gateway's now. `later`: it was certainly not taken and may be tried again.
 * `refused`: no second try would be taken. `unsure`: nobody knows; it is looked up before it is sent again.
 */
export type SmsAnswer =
  { kind: 'taken'; gatewayId: string | null } | { kind: 'later' | 'refused' | 'unsure'; reason: string };

/** Who carries text messages: a file by default, or one provider. Neither call throws for what the provider answers. */
export type SmsGateway = {
  name: 'file' | 'aliyun';
  sendSms(message: SmsMessage): Promise<SmsAnswer>;
  /** Whether the gateway has this message, sent around `sentMs`. Throws when that cannot be learnt now. */
  wasTaken(message: SmsMessage, sentMs: number): Promise<boolean>;
};

/** The words of each template as they are registered with a provider; `{class}` and `{link}` are filled in. */
export const smsTexts: Record<SmsTemplate, Words> = {
  first_sign_in: w(
    '“{class}”开班了。打开 {link} 登录,登录码在老师发的纸上。',
    '"{class}" is open. Sign in at {link} with the code on your slip.',
  ),
  class_approved: w('“{class}”批准开班。打开 {link} 看安排。', '"{class}" is approved. See {link}.'),
  class_begins: w('“{class}”今天开课。打开 {link} 接着学。', '"{class}" begins today. Study at {link}.'),
  behind: w(
    '“{class}”您学得慢了一点。打开 {link} 接着学。',
    'You are a little behind in "{class}". See {link}.',
  ),
  survey_opened: w(
    '“{class}”请您评一评,不记姓名。打开 {link}。',
    'How was "{class}"? Without your name, at {link}.',
  ),
};

/** A text in Chinese with its words filled in. */
export function writeSms({ template, params }: Pick<SmsMessage, 'template' | 'params'>): string {
  return smsTexts[template].zh.replace(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? '');
}
