import { z } from 'zod';
import { publicKeyOf, signMessage } from '../../evidence/sign-checkpoint.server.ts';
import { writeRecord, type SupervisionAdapter, type SupervisionReply } from './supervision-adapter.ts';

const answerMs = 20_000;
const seq = z.number().int().positive();
const replyWire = z.object({
  accepted: z.array(seq),
  refused: z.array(z.object({ seq, why: z.string().max(300) })).default([]),
});

/**
 * Pushes batches by HTTP to `url`: a POST of JSON with the batch's name as Idempotency-Key and an Ed25519 signature of the
 * body. The other side answers which records it took; a batch without a clear answer is sent again under the same name.
 */
export function openHttpAdapter(
  { url, token, waitMs = answerMs }: { url: string; token: string | null; waitMs?: number },
  masterKey: Buffer,
): SupervisionAdapter {
  return {
    name: 'http',
    batchMax: 200,
    nameBatch: (firstSeq) => `zhenxue-${firstSeq}`,
    async deliver(batch, records): Promise<SupervisionReply> {
      const body = `{"batch":${JSON.stringify(batch)},"records":[${records.map(writeRecord).join(',')}]}`;
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'idempotency-key': batch,
          'x-zhenxue-signature': signMessage(masterKey, `supervision-batch ${body}`).toString('base64'),
          'x-zhenxue-key': publicKeyOf(masterKey),
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(waitMs),
      });
      const text = (await answer.text()).slice(0, 1_000_000);
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      const read = replyWire.safeParse(parse(text));
      if (!read.success) throw new Error('the answer cannot be read');
      return read.data;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
