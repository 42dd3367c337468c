import { request } from 'node:http';

/** An answer as it came over the wire. */
export type Answer = { status: number; headers: Record<string, string | undefined>; body: Buffer };

/** Asks for a path exactly as it is written: nothing is put right on the way, unlike in a browser. */
export function askRaw(
  base: string,
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(base);
  return new Promise((done, fail) => {
    const asked = request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', fail);
      answer.on('end', () =>
        done({
          status: answer.statusCode ?? 0,
          headers: answer.headers as Answer['headers'],
          body: Buffer.concat(chunks),
        }),
      );
    });
    asked.on('error', fail);
    asked.end();
  });
}

/** What a browser or a cache goes by. */
export const told = ({ status, headers }: Answer) => ({
  status,
  ...Object.fromEntries(
    [
      ...[
        'content-type',
        'content-length',
        'content-range',
        'accept-ranges',
        'cache-control',
        'etag',
        'last-modified',
      ],
      ...[
        'x-content-type-options',
        'referrer-policy',
        'cross-origin-resource-policy',
        'cross-origin-opener-policy',
      ],
      ...['permissions-policy', 'x-robots-tag', 'set-cookie', 'vary'],
    ].map((name) => [name, headers[name]]),
  ),
});

/** Addresses by which somebody would get a segment round the door: none of them may answer with a byte of it. */
export const tricksOf = (open: string, shut: string): string[] => [
  `/_segments/${shut}/240p/0.ts`,
  `/_segments/${open}/240p/0.ts`,
  `/_published`,
  `/_published/${open}`,
  `//_segments/${open}/240p/0.ts`,
  `/%5fsegments/${open}/240p/0.ts`,
  `/media/../_segments/${shut}/240p/0.ts`,
  `/media/..%2f_segments/${shut}/240p/0.ts`,
  `/media/${open}/240p/..%2f..%2f${shut}%2f240p%2f0.ts`,
  `/media/${open}/240p/../../${shut}/240p/0.ts`,
  `/media/${open}/../${shut}/240p/0.ts`,
  `/media/${open}/%2e%2e/${shut}/240p/0.ts`,
  `/media/${open}%2f..%2f${shut}/240p/0.ts`,
  `/media//${shut}/240p/0.ts`,
  `//media/${shut}/240p/0.ts`,
  `/media/${shut}/240p/0.ts%00.ts`,
  `/media/${shut}/240p/0.ts?x=1`,
  `/media/${shut.toUpperCase()}/240p/0.ts`,
  `/media/${open}/480p/0.ts`,
  `/media/${open}/240p/999999.ts`,
  `/media/${open}/240p/99999.ts`,
  `/media/${open}/subtitles.vtt`,
  `/media/${open}/questions.json`,
  `/media/${open}/`,
  `/media/${open}`,
  `/media/${open}/240p/`,
  `/media/`,
  `/_segments/`,
  `/blobs/media/${open}/240p/0.ts`,
];
