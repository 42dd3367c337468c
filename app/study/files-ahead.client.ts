/** One file that came before the engine asked for it; times in ms of the page's clock. */
export type FileAhead = { data: ArrayBuffer; startMs: number; firstMs: number; endMs: number };

/**
 * The first files of a stream, asked for side by side: left alone, the engine asks for each when it has read the one
 * before. Each is given or refused by the server as ever (I10); what does not come is left to the engine.
 */
export class FilesAhead {
  readonly #gone = new AbortController();
  readonly #coming = new Map<string, Promise<FileAhead | null>>();

  constructor(urls: string[]) {
    for (const url of urls) this.#coming.set(new URL(url, location.href).href, this.#fetch(url));
  }

  /** What came for `url`, for the first who asks; null: it did not come. Undefined: nobody asked for it ahead. */
  take(url: string): Promise<FileAhead | null> | undefined {
    const { href } = new URL(url, location.href);
    const file = this.#coming.get(href);
    this.#coming.delete(href);
    return file;
  }

  async #fetch(url: string): Promise<FileAhead | null> {
    const startMs = performance.now();
    try {
      const response = await fetch(url, { credentials: 'same-origin', signal: this.#gone.signal });
      const firstMs = performance.now();
      if (!response.ok) return null;
      const data = await response.arrayBuffer();
      return { data, startMs, firstMs, endMs: performance.now() };
    } catch {
      return null;
    }
  }

  destroy(): void {
    this.#gone.abort();
    this.#coming.clear();
  }
}
