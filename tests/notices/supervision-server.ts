import { createPublicKey, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Platform = {
  url: string;
  /** What it does next: take, take and say nothing of it, refuse odd ones, or fail. */
  mood: 'ok' | 'taken_then_broken' | 'broken' | 'garbage' | 'refuses_odd' | 'answers_half' | 'silent';
  /** Records by sequence number: what the platform has. */
  records: Map<number, { sha256: string; payload: Record<string, unknown>; person: { name: string } | null }>;
  /** Every batch that arrived, by its name, with how often a record came. */
  batches: { name: string; seqs: number[] }[];
  faults: string[];
  close(): Promise<void>;
};

/** A supervision platform of our own: it believes signed batches of `publicKey` with the right token, and takes each record once. */
export async function startPlatform(publicKey: string, token: string): Promise<Platform> {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  const state: Omit<Platform, 'url' | 'close'> = { mood: 'ok', records: new Map(), batches: [], faults: [] };
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const signature = Buffer.from(String(request.headers['x-zhenxue-signature']), 'base64');
      const isSigned = verify(null, Buffer.from(`supervision-batch ${body}`), key, signature);
      if (!isSigned || request.headers.authorization !== `Bearer ${token}`) {
        state.faults.push('not believed');
        return response.writeHead(401).end();
      }
      if (state.mood === 'silent') return;
      if (state.mood === 'broken') return response.writeHead(503).end('busy');
      const { batch, records } = JSON.parse(body) as {
        batch: string;
        records: (Record<string, unknown> & { seq: number })[];
      };
      if (request.headers['idempotency-key'] !== batch) state.faults.push('another name');
      state.batches.push({ name: batch, seqs: records.map(({ seq }) => seq) });
      const isTaken = (seq: number) => state.mood !== 'refuses_odd' || seq % 2 === 0;
      for (const record of records.filter(({ seq }) => isTaken(seq))) {
        const known = state.records.get(record.seq);
        if (known && known.sha256 !== record['sha256']) state.faults.push(`changed ${record.seq}`);
        state.records.set(record.seq, record as never);
      }
      if (state.mood === 'taken_then_broken') return response.writeHead(502).end();
      if (state.mood === 'garbage') return response.writeHead(200).end('<html>');
      const seqs = records.map(({ seq }) => seq);
      const accepted = state.mood === 'answers_half' ? seqs.slice(0, seqs.length / 2) : seqs.filter(isTaken);
      const refused = seqs.filter((seq) => !isTaken(seq)).map((seq) => ({ seq, why: '身份证号不符' }));
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ accepted, refused }));
    });
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const { port } = http.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}/records`,
    close: () =>
      new Promise<void>((done) => {
        http.closeAllConnections();
        http.close(() => done());
      }),
  });
}
