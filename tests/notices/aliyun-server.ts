import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the local server does with the next calls of SendSms. */
export type Mood =
  | 'ok'
  | 'limit'
  | 'bad_number'
  | 'signature'
  | 'broken'
  | 'taken_then_broken'
  | 'garbage'
  | 'silent'
  | 'taken_then_silent'
  | 'cut';

export type AliyunServer = {
  url: string;
  mood: Mood;
  /** Calls whose signature was right, by action. */
  calls: { action: string; query: Record<string, string> }[];
  /** Calls that the server refused to believe. */
  refused: string[];
  /** OutId of every message that it took. */
  taken: string[];
  close(): Promise<void>;
};

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const spell = (text: string) =>
  [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return /[A-Za-z0-9\-_.~]/.test(letter)
        ? letter
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');

/**
 * A server that speaks Aliyun's RPC API of version 2017-05-25 and believes only what is signed with the secret: the
 * signature is worked out from what arrived, in another way than the product does.
 */
export async function startAliyun(accessKeyId: string, secret: string): Promise<AliyunServer> {
  const nonces = new Set<string>();
  const findFault = (request: IncomingMessage, query: URLSearchParams): string | null => {
    const { headers } = request;
    const given = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
    if (!given) return 'IncompleteSignature';
    const [, key, names = '', signature] = given;
    if (key !== accessKeyId) return 'InvalidAccessKeyId.NotFound';
    const needed = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-acs-'))].sort();
    if (names !== needed.join(';')) return 'SignedHeaders';
    const age = Date.now() - Date.parse(String(headers['x-acs-date']));
    if (Number.isNaN(age) || Math.abs(age) > 900_000) return 'InvalidTimeStamp.Expired';
    const nonce = String(headers['x-acs-signature-nonce']);
    if (nonces.has(nonce)) return 'SignatureNonceUsed';
    nonces.add(nonce);
    if (headers['x-acs-version'] !== '2017-05-25') return 'InvalidVersion';
    if (headers['x-acs-content-sha256'] !== sha256('')) return 'InvalidContent';
    const sorted = [...query].sort(([a], [b]) => (a < b ? -1 : 1));
    const line = sorted.map(([name, value]) => `${spell(name)}=${spell(value)}`).join('&');
    const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}`);
    const canonical = `${request.method}\n/\n${line}\n${lines.join('\n')}\n\n${names}\n${sha256('')}`;
    const right = createHmac('sha256', secret)
      .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
      .digest('hex');
    return signature === right ? null : 'SignatureDoesNotMatch';
  };
  const state: Omit<AliyunServer, 'url' | 'close'> = { mood: 'ok', calls: [], refused: [], taken: [] };
  const say = (response: ServerResponse, status: number, body: unknown) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  const http = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://local');
    const fault = findFault(request, url.searchParams);
    if (fault !== null) {
      state.refused.push(fault);
      return say(response, 400, { Code: fault, Message: fault, RequestId: 'r' });
    }
    const action = String(request.headers['x-acs-action']);
    const query = Object.fromEntries(url.searchParams);
    state.calls.push({ action, query });
    if (action === 'QuerySendDetails') {
      const details = state.taken.map((OutId) => ({ OutId, SendStatus: 3, PhoneNum: query['PhoneNumber'] }));
      return say(response, 200, {
        Code: 'OK',
        SmsSendDetailDTOs: { SmsSendDetailDTO: details },
        TotalCount: String(details.length),
      });
    }
    const take = () => state.taken.push(String(query['OutId']));
    switch (state.mood) {
      case 'ok':
        take();
        return say(response, 200, {
          Code: 'OK',
          Message: 'OK',
          BizId: `biz-${state.taken.length}`,
          RequestId: 'r',
        });
      case 'limit':
        return say(response, 200, {
          Code: 'isv.BUSINESS_LIMIT_CONTROL',
          Message: '触发天级流控',
          RequestId: 'r',
        });
      case 'bad_number':
        return say(response, 200, {
          Code: 'isv.MOBILE_NUMBER_ILLEGAL',
          Message: `${query['PhoneNumbers']} 非法`,
        });
      case 'signature':
        return say(response, 400, { Code: 'SignatureDoesNotMatch', Message: 'no' });
      case 'taken_then_broken':
        take();
        return say(response, 502, 'Bad Gateway');
      case 'broken':
        return say(response, 500, { Code: 'InternalError', Message: 'no' });
      case 'garbage':
        return say(response, 200, '<html>登录网络</html>');
      case 'taken_then_silent':
        take();
        return;
      case 'silent':
        return;
      case 'cut':
        return request.socket.destroy();
    }
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const { port } = http.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((done) => {
        http.closeAllConnections();
        http.close(() => done());
      }),
  });
}
