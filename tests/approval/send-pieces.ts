import { Buffer } from 'node:buffer';

/** What the server said to one request of the upload protocol. */
export type Told = { status: number; headers: Headers; refused: string | null; say: string };

async function tell(answer: Response): Promise<Told> {
  const text = await answer.text();
  const body = (text.startsWith('{') ? JSON.parse(text) : {}) as { refused?: string; say?: string };
  return {
    status: answer.status,
    headers: answer.headers,
    refused: body.refused ?? null,
    say: body.say ?? '',
  };
}

/** The first bytes of an MP4, then anything. */
export function videoBytes(length: number): Buffer {
  const bytes = Buffer.alloc(length, 7);
  bytes.writeUInt32BE(24, 0);
  bytes.write('ftypisom', 4, 'latin1');
  bytes.writeUInt32BE(512, 12);
  bytes.write('isommp41', 16, 'latin1');
  return bytes;
}

/** A browser at work on uploads, with its cookie; every request as tus 1.0.0 words it. */
export class Sender {
  constructor(
    private readonly url: string,
    private readonly cookie: string | null,
    private readonly origin = new URL(url).origin,
  ) {}

  private ask(method: string, path: string, headers: Record<string, string>, body?: Buffer): Promise<Told> {
    return fetch(this.url + path, {
      method,
      headers: {
        ...{ 'Tus-Resumable': '1.0.0', Origin: this.origin },
        ...(this.cookie ? { Cookie: this.cookie } : {}),
        ...headers,
      },
      ...(body ? { body: new Uint8Array(body) } : {}),
    }).then(tell);
  }

  open(metadata: Record<string, string>, bytes: number | string): Promise<Told> {
    const words = Object.entries(metadata).map(
      ([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`,
    );
    return this.ask('POST', '/uploads', {
      'Upload-Length': String(bytes),
      'Upload-Metadata': words.join(','),
    });
  }

  /** Opens an upload of a video for a lesson; answers its path. Throws when it is refused. */
  async openVideo(lessonId: string, bytes: number, filename = '洗手.mp4'): Promise<string> {
    const told = await this.open({ purpose: 'video', lessonId, filename }, bytes);
    const path = told.headers.get('Location');
    if (told.status !== 201 || !path) throw new Error(`not opened: ${told.status} ${told.refused}`);
    return path;
  }

  piece(path: string, offset: number, bytes: Buffer): Promise<Told> {
    const headers = { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' };
    return this.ask('PATCH', path, headers, bytes);
  }

  where(path: string): Promise<Told> {
    return this.ask('HEAD', path, {});
  }

  giveUp(path: string): Promise<Told> {
    return this.ask('DELETE', path, {});
  }
}
