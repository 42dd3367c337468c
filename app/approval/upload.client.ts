import { Upload, type DetailedError } from 'tus-js-client';

/** What an upload is for: a lesson's video, or the voice of a script version. */
export type UploadAim = { purpose: 'video'; lessonId: string } | { purpose: 'voice'; versionId: string };

/** How an upload stands; bytes, and bytes a second. */
export type UploadState = { sent: number; total: number; speed: number | null } & (
  | { at: 'sending' | 'lost' | 'checking' | 'stopped' }
  | { at: 'refused'; say: string | null; fix: string | null }
  | { at: 'done'; id: string }
);

/** So much is lost at most when a line breaks. */
const pieceBytes = 5 * 1024 * 1024;
const retryDelays = [0, 500, 1_000, 2_000, 4_000, ...Array.from({ length: 200 }, () => 8_000)];
/** Speed is that of the last seconds. */
const speedOverMs = 4_000;

/** What the server said in its refusal; null: it said nothing readable. */
function readRefusal(error: Error | DetailedError): { say: string | null; fix: string | null } {
  try {
    const body = 'originalResponse' in error ? error.originalResponse?.getBody() : null;
    const { say, fix } = JSON.parse(body ?? '') as { say?: string; fix?: string };
    return { say: say ?? null, fix: fix ?? null };
  } catch {
    return { say: null, fix: null };
  }
}

/**
 * One file on its way up, in pieces. It goes on by itself when the line comes back, and from where it was when the same
 * file is chosen again after the page was closed.
 */
export class FileUpload {
  readonly #tus: Upload;
  readonly #told: (state: UploadState) => void;
  readonly #ears = new AbortController();
  #marks: { atMs: number; bytes: number }[] = [];
  #state: UploadState;

  constructor(file: File, aim: UploadAim, told: (state: UploadState) => void) {
    this.#told = told;
    this.#state = { at: 'sending', sent: 0, total: file.size, speed: null };
    const subject = aim.purpose === 'video' ? aim.lessonId : aim.versionId;
    const mark = [subject, file.name, file.size, file.lastModified].join('|');
    this.#tus = new Upload(file, {
      endpoint: '/uploads',
      chunkSize: pieceBytes,
      retryDelays,
      removeFingerprintOnSuccess: true,
      metadata: { ...aim, filename: file.name },
      fingerprint: () => Promise.resolve(`zhenxue|${mark}`),
      onProgress: (sent, total) => this.#tell({ at: sent === total ? 'checking' : 'sending', sent, total }),
      onShouldRetry: ({ originalResponse }) => {
        const status = originalResponse?.getStatus() ?? 0;
        const passes = status === 0 || status >= 500 || status === 409 || status === 423;
        // A full disk does not empty itself while one waits.
        if (passes && status !== 507) this.#tell({ at: 'lost', speed: null });
        return passes && status !== 507;
      },
      onError: (error) => this.#tell({ at: 'refused', ...readRefusal(error), speed: null }),
      onSuccess: () => this.#tell({ at: 'done', id: this.#tus.url?.split('/').at(-1) ?? '' }),
    });
    window.addEventListener('online', () => this.#state.at === 'lost' && void this.#restart(), {
      signal: this.#ears.signal,
    });
  }

  /** Begins, or goes on where a former visit ended. */
  async start(): Promise<void> {
    const [former] = await this.#tus.findPreviousUploads();
    if (former) this.#tus.resumeFromPreviousUpload(former);
    this.#tell({ at: 'sending' });
    this.#tus.start();
  }

  async stop(): Promise<void> {
    await this.#tus.abort();
    this.#tell({ at: 'stopped', speed: null });
  }

  goOn(): void {
    this.#tell({ at: 'sending' });
    this.#tus.start();
  }

  /** Takes it back from the server too. */
  async giveUp(): Promise<void> {
    await this.#tus.abort(true).catch(() => {});
    this.destroy();
  }

  /** Leaves it where it is; it is gone on with another time. */
  destroy(): void {
    this.#ears.abort();
    void this.#tus.abort();
  }

  async #restart(): Promise<void> {
    await this.#tus.abort();
    this.#tus.start();
  }

  #tell(change: object): void {
    this.#state = { ...this.#state, ...change } as UploadState;
    if (this.#state.at === 'sending')
      this.#state = { ...this.#state, speed: this.#measure(this.#state.sent) };
    else this.#marks = [];
    this.#told(this.#state);
  }

  #measure(bytes: number): number | null {
    const atMs = performance.now();
    this.#marks = [...this.#marks.filter((mark) => atMs - mark.atMs < speedOverMs), { atMs, bytes }];
    const first = this.#marks[0];
    if (!first || atMs - first.atMs < 500) return null;
    return Math.max(0, ((bytes - first.bytes) * 1000) / (atMs - first.atMs));
  }
}

/** Takes back an upload that this page did not begin itself. */
export async function giveUpload(id: string): Promise<void> {
  await fetch(`/uploads/${id}`, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } });
}
