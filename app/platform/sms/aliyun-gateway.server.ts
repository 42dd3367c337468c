import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { chinaDay } from '../../training/class-day.ts';
import { signAcs3, spellQuery } from './sign-acs3.server.ts';
import type { SmsAnswer, SmsGateway, SmsMessage, SmsTemplate } from './sms-gateway.ts';

/** An account with Aliyun's short message service: its key, the registered signature, and the code of each template. */
export type AliyunSettings = {
  endpoint: string;
  accessKeyId: string;
  accessKeySecret: string;
  signName: string;
  templates: Record<SmsTemplate, string>;
  /** How long an answer is waited for. */
  waitMs?: number;
};

const version = '2017-05-25';
const waitMs = 10_000;
const repliedWire = z.object({ Code: z.string().max(200), BizId: z.string().max(200).optional() });
const detailsWire = z.object({
  Code: z.literal('OK'),
  SmsSendDetailDTOs: z
    .object({ SmsSendDetailDTO: z.array(z.object({ OutId: z.string().optional() })).default([]) })
    .default({ SmsSendDetailDTO: [] }),
});

/** What no second try would change: the number, or what the message says. */
const hopeless =
  /^isv\.(MOBILE_NUMBER_ILLEGAL|MOBILE_COUNT_OVER_LIMIT|BLACK_KEY_CONTROL_LIMIT|INVALID_PARAMETERS|INVALID_JSON_PARAM|TEMPLATE_MISSING_PARAMETERS|PARAM_LENGTH_LIMIT|PARAM_NOT_SUPPORT_URL)$/;

/**
 * Sends through Aliyun's SendSms, API of 2017-05-25
 * (https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-sendsms). The API takes the same message
 * twice, so that one without a clear answer is looked up by its OutId with QuerySendDetails before it is sent again.
 */
export function openAliyunGateway(settings: AliyunSettings, nowMs: () => number = Date.now): SmsGateway {
  return {
    name: 'aliyun',
    async sendSms({ id, template, phone, params }) {
      const query = {
        ...{ PhoneNumbers: phone, SignName: settings.signName, TemplateCode: settings.templates[template] },
        ...{ TemplateParam: JSON.stringify(params), OutId: id },
      };
      const reply = await call(settings, 'SendSms', query, nowMs()).catch((error: unknown) =>
        readFault(error),
      );
      return 'kind' in reply ? reply : readReply(reply);
    },
    async wasTaken({ id, phone }: SmsMessage, sentMs) {
      for (const day of new Set([sentMs, sentMs + 60_000].map(chinaDay))) {
        const query = {
          PhoneNumber: phone,
          SendDate: day.replaceAll('-', ''),
          PageSize: '50',
          CurrentPage: '1',
        };
        const { text } = await call(settings, 'QuerySendDetails', query, nowMs());
        const found = detailsWire.parse(JSON.parse(text)).SmsSendDetailDTOs.SmsSendDetailDTO;
        if (found.some(({ OutId }) => OutId === id)) return true;
      }
      return false;
    },
  };
}

type Reply = { status: number; text: string };

async function call(
  settings: AliyunSettings,
  action: string,
  query: Record<string, string>,
  nowMs: number,
): Promise<Reply> {
  const { host } = new URL(settings.endpoint);
  const date = `${new Date(nowMs).toISOString().slice(0, 19)}Z`;
  // fetch sends the host itself.
  const { host: _host, ...headers } = signAcs3(
    { host, action, version, query, date, nonce: randomUUID() },
    settings,
  );
  const answer = await fetch(`${settings.endpoint}/?${spellQuery(query)}`, {
    ...{ method: 'POST', headers, redirect: 'error', signal: AbortSignal.timeout(settings.waitMs ?? waitMs) },
  });
  return { status: answer.status, text: (await answer.text()).slice(0, 100_000) };
}

/** What an answer says. An HTTP answer that is none of the API's own says nothing about the message. */
function readReply({ status, text }: Reply): SmsAnswer {
  const read = repliedWire.safeParse(parse(text));
  if (status >= 500 || !read.success) return { kind: 'unsure', reason: `HTTP ${status}` };
  const { Code: code, BizId: bizId } = read.data;
  if (status === 200 && code === 'OK') return { kind: 'taken', gatewayId: bizId ?? null };
  return { kind: hopeless.test(code) ? 'refused' : 'later', reason: code };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A line that never stood carried nothing; one that broke may have. */
function readFault(error: unknown): SmsAnswer {
  const { cause, message } = error as Error & { cause?: { code?: string } };
  const code = cause?.code ?? '';
  const never = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(code);
  return { kind: never ? 'later' : 'unsure', reason: code || message };
}
