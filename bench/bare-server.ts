import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerBench } from './start-part.ts';

/** What the bare server is to answer, always: base64 bytes of a media type. */
export type BareAnswer = { body: string; type: string };

/**
 * The least that Node can do with the same requests: node:http, no framework, no database. A POST body is read and
 * parsed as JSON; the answer is a constant of the same size as the product's. Answers the port it listens on.
 */
function listen({ body, type }: BareAnswer): Promise<{ port: number }> {
  const answer = Buffer.from(body, 'base64');
  const headers = { 'Content-Type': type, 'Content-Length': answer.length };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const isRead = request.method !== 'POST' || JSON.parse(Buffer.concat(chunks).toString('utf8')) !== null;
      response.writeHead(isRead ? 200 : 400, headers).end(answer);
    });
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done({ port: (server.address() as AddressInfo).port }));
  });
}

answerBench(listen);
