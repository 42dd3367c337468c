import { createHash, createHmac } from 'node:crypto';

/** What is signed of a call of an Alibaba Cloud API in RPC style: everything in its query, nothing in its body. */
export type AcsCall = {
  host: string;
  action: string;
  version: string;
  query: Record<string, string>;
  /** 2026-03-01T01:02:03Z. */
  date: string;
  nonce: string;
};

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** RFC 3986: letters, digits and -_.~ stay, everything else is spelled, a space as %20. */
const spell = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The query as it is sent and signed: sorted by name. */
export function spellQuery(query: Record<string, string>): string {
  return Object.keys(query)
    .sort()
    .map((name) => `${spell(name)}=${spell(query[name] ?? '')}`)
    .join('&');
}

/**
 * Headers of a POST, signed with ACS3-HMAC-SHA256 as "V3 request structure and signature" says
 * (https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature).
 */
export function signAcs3(
  { host, action, version, query, date, nonce }: AcsCall,
  { accessKeyId, accessKeySecret }: { accessKeyId: string; accessKeySecret: string },
): Record<string, string> {
  const signed: Record<string, string> = {
    host,
    'x-acs-action': action,
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': date,
    'x-acs-signature-nonce': nonce,
    'x-acs-version': version,
  };
  const names = Object.keys(signed).sort();
  const lines = names.map((name) => `${name}:${signed[name]}\n`).join('');
  const canonical = ['POST', '/', spellQuery(query), lines, names.join(';'), sha256('')].join('\n');
  const toSign = `ACS3-HMAC-SHA256\n${sha256(canonical)}`;
  const signature = createHmac('sha256', accessKeySecret).update(toSign).digest('hex');
  return {
    ...signed,
    Authorization: `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
}
