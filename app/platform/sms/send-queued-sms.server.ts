import type { Sql } from '../../../db/client.ts';
import { maskPhone } from '../../identity/mask-phone.ts';
import { chinaDay, startOfChinaDay } from '../../training/class-day.ts';
import type { SmsAnswer, SmsGateway, SmsMessage, SmsTemplate } from './sms-gateway.ts';
import { nextSmsDayMs, nextSmsMs, smsDelayMs } from './sms-hours.ts';
import { cleanText } from '../watch/clean-error.ts';
import { log } from '../watch/log.server.ts';

/** So many text messages reach one telephone in a day. */
export const smsPerDay = 3;
const triesMax = 8;
/** What is this old tells nobody anything. */
const oldMs = 3 * 86_400_000;
/** So long a gateway's own list may need before it names a message that it took. */
const unsureMs = 120_000;

type Row = {
  template: SmsTemplate;
  params: Record<string, string>;
  state: 'waiting' | 'sending' | 'sent' | 'dropped';
  tries: number;
  phone: string;
  createdMs: number;
  begunMs: number | null;
  isOut: boolean;
};
type Begun = { message: SmsMessage; tries: number };

export type SmsSender = { sql: Sql; gateway: SmsGateway; publicUrl: string };

/**
 * Sends one text message of the queue, once: what a killed worker or a silent gateway left without an answer is looked up
 * before it goes out again. Only by day, at most `smsPerDay` to a telephone, none to whoever wants none. Answers when to
 * come again; nothing when it is over.
 */
export async function sendQueuedSms(
  sender: SmsSender,
  smsId: string,
  nowMs: number,
): Promise<{ againMs: number } | void> {
  const { sql, gateway } = sender;
  const left = await readUnsure(sender, smsId);
  if (left) {
    const waited = nowMs - left.begunMs;
    if (waited < unsureMs) return { againMs: unsureMs - waited };
    if (await gateway.wasTaken(left.message, left.begunMs))
      return settle(
        sender,
        { message: left.message, tries: left.tries },
        { kind: 'taken', gatewayId: null },
        nowMs,
      );
  }
  const begun = await begin(sender, smsId, left?.begunMs ?? null, nowMs);
  if (begun === null) return;
  if ('againMs' in begun) return begun;
  const answer = await gateway.sendSms(begun.message);
  return settle({ sql, gateway }, begun, answer, nowMs);
}

async function readUnsure({ sql, publicUrl }: SmsSender, id: string) {
  const [row] = await sql<Row[]>`${select(sql)} where s.id = ${id} and s.state = 'sending'`;
  return row && row.begunMs !== null
    ? { message: messageOf(id, row, publicUrl), begunMs: row.begunMs, tries: row.tries }
    : null;
}

const select = (sql: Sql) => sql`
  select s.template, s.params, s.state, s.tries, p.phone, extract(epoch from s.created_at)::float8 * 1000 as "createdMs",
    extract(epoch from s.begun_at)::float8 * 1000 as "begunMs", exists (
      select from sms_opt_out o join person q on q.id = o.person_id where q.phone = p.phone) as "isOut"
  from sms s join person p on p.id = s.person_id`;

function messageOf(id: string, { template, params, phone }: Row, publicUrl: string): SmsMessage {
  const { class: title = '', page = '/' } = params;
  return { id, template, phone, params: { class: title.slice(0, 20), link: `${publicUrl}${page}` } };
}

/**
 * Takes a message out of the line, counted under a lock of its telephone; one that is on its way only if it is the try
 * that was looked up. Null: it is over.
 */
async function begin(
  { sql, gateway, publicUrl }: SmsSender,
  id: string,
  lookedUpMs: number | null,
  nowMs: number,
): Promise<Begun | { againMs: number } | null> {
  const now = new Date(nowMs);
  return sql.begin(async (tx) => {
    const [row] = await tx<Row[]>`${select(sql)} where s.id = ${id} for update of s`;
    if (!row || row.state === 'sent' || row.state === 'dropped') return null;
    if (row.state === 'sending' && row.begunMs !== lookedUpMs) return { againMs: unsureMs };
    const drop = async (reason: string) => {
      await tx`update sms set state = 'dropped', reason = ${reason} where id = ${id}`;
      return null;
    };
    if (row.isOut) return drop('opted out');
    if (nowMs - row.createdMs > oldMs) return drop('too old');
    if (row.tries >= triesMax) return drop('tried enough');
    const mayMs = nextSmsMs(nowMs);
    if (mayMs > nowMs) return { againMs: mayMs - nowMs };
    await tx`select pg_advisory_xact_lock(hashtextextended(${`sms ${row.phone}`}, 0))`;
    const [today] = await tx<{ count: number }[]>`
      select count(*)::int as count from sms s join person p on p.id = s.person_id
      where p.phone = ${row.phone} and s.id <> ${id} and s.state in ('sending', 'sent')
        and s.begun_at >= ${new Date(startOfChinaDay(chinaDay(nowMs)))}`;
    if ((today?.count ?? 0) >= smsPerDay) return { againMs: nextSmsDayMs(nowMs) - nowMs };
    const tries = row.tries + 1;
    await tx`update sms set state = 'sending', begun_at = ${now}, tries = ${tries}, gateway = ${gateway.name}, reason = null
      where id = ${id}`;
    return { message: messageOf(id, row, publicUrl), tries };
  });
}

/** Stores what the gateway said; its words go to the log without number or name. */
async function settle(
  { sql }: Pick<SmsSender, 'sql' | 'gateway'>,
  { message, tries }: Begun,
  answer: SmsAnswer,
  nowMs: number,
): Promise<{ againMs: number } | void> {
  const { id, template, phone } = message;
  const reason =
    answer.kind === 'taken' ? null : answer.reason.replaceAll(phone, maskPhone(phone)).slice(0, 200);
  log.info({ smsId: id, template, answer: answer.kind, reason: reason && cleanText(reason) }, 'sms');
  switch (answer.kind) {
    case 'taken':
      await sql`update sms set state = 'sent', sent_at = ${new Date(nowMs)}, gateway_id = ${answer.gatewayId}, reason = null
        where id = ${id} and state = 'sending'`;
      return;
    case 'refused':
      await sql`update sms set state = 'dropped', reason = ${reason} where id = ${id} and state = 'sending'`;
      return;
    case 'later':
      await sql`update sms set state = 'waiting', begun_at = null, reason = ${reason} where id = ${id} and state = 'sending'`;
      return { againMs: smsDelayMs(tries) };
    case 'unsure':
      await sql`update sms set reason = ${reason} where id = ${id} and state = 'sending'`;
      return { againMs: unsureMs };
  }
}
