import Hls, { LoadStats } from 'hls.js/light';
import type { KeyLoaderContext, Loader, LoaderCallbacks, LoaderConfiguration, LoaderContext } from 'hls.js';
import type { FilesAhead } from './files-ahead.client.ts';
import type { Refused } from './study-requests.client.ts';

/** A key that is not earned yet is asked for again after this long, ms (425). */
const notYetMs = 2_000;
const unreachableMs = [1_000, 2_000, 4_000, 8_000];

export type KeyDuties = {
  /** 401, 403, 409: the server does not give this window keys any more. */
  onRefused: (refusal: Refused) => void;
};

type AnyContext = LoaderContext & Partial<KeyLoaderContext>;
type LoaderClass = new (
  config: ConstructorParameters<typeof Hls.DefaultConfig.loader>[0],
) => Loader<AnyContext>;

/** Keys that wait for another try, so that a passed control lets them go out at once. */
export class KeyDesk {
  readonly #waiting = new Set<() => void>();
  readonly duties: KeyDuties;
  /** What was asked for before the engine. */
  readonly ahead: FilesAhead;

  constructor(duties: KeyDuties, ahead: FilesAhead) {
    this.duties = duties;
    this.ahead = ahead;
  }

  /** Some key waits for another try. */
  get waits(): boolean {
    return this.#waiting.size > 0;
  }

  /** Resolves after `ms`, or when `kick` is called, or never once `gone` fires. */
  wait(ms: number, gone: AbortSignal): Promise<void> {
    return new Promise((go) => {
      const now = () => {
        clearTimeout(timer);
        this.#waiting.delete(now);
        go();
      };
      const timer = setTimeout(now, ms);
      this.#waiting.add(now);
      gone.addEventListener('abort', () => {
        clearTimeout(timer);
        this.#waiting.delete(now);
      });
    });
  }

  /** Asks for every waiting key now. */
  kick(): void {
    for (const go of [...this.#waiting]) go();
  }
}

/**
 * The engine's loader, except for keys. Left to itself the engine asks again without a word when a key is refused;
 * here a key that is not earned yet waits quietly, a lost line is tried again, and a refusal stops at once.
 */
export function keyAwareLoader(desk: KeyDesk): LoaderClass {
  const Plain = Hls.DefaultConfig.loader as unknown as LoaderClass;

  return class KeyAwareLoader implements Loader<AnyContext> {
    context: AnyContext | null = null;
    stats: LoadStats;
    readonly #plain: Loader<AnyContext>;
    readonly #gone = new AbortController();
    #onAbort: (() => void) | null = null;

    constructor(config: ConstructorParameters<LoaderClass>[0]) {
      this.#plain = new Plain(config);
      // The engine keeps these before it loads, and learns the rate of the line from them.
      this.stats = this.#plain.stats as LoadStats;
    }

    load(context: AnyContext, config: LoaderConfiguration, callbacks: LoaderCallbacks<AnyContext>): void {
      this.context = context;
      const ahead = desk.ahead.take(context.url);
      if (ahead) void this.#useAhead(ahead, context, config, callbacks);
      else this.#loadNow(context, config, callbacks);
    }

    #loadNow(context: AnyContext, config: LoaderConfiguration, callbacks: LoaderCallbacks<AnyContext>): void {
      if (context.keyInfo) {
        this.#onAbort = () => callbacks.onAbort?.(this.stats, context, null);
        void this.#loadKey(context, callbacks);
        return;
      }
      this.#plain.load(context, config, callbacks);
    }

    async #useAhead(
      ahead: NonNullable<ReturnType<FilesAhead['take']>>,
      context: AnyContext,
      config: LoaderConfiguration,
      callbacks: LoaderCallbacks<AnyContext>,
    ): Promise<void> {
      const { signal } = this.#gone;
      this.#onAbort = () => callbacks.onAbort?.(this.stats, context, null);
      const file = await ahead;
      if (signal.aborted) return;
      this.#onAbort = null;
      if (!file) return this.#loadNow(context, config, callbacks);
      const { loading } = this.stats;
      this.stats.loaded = this.stats.total = file.data.byteLength;
      [loading.start, loading.first, loading.end] = [file.startMs, file.firstMs, file.endMs];
      const data = context.responseType === 'arraybuffer' ? file.data : new TextDecoder().decode(file.data);
      callbacks.onSuccess({ url: context.url, data, code: 200 }, this.stats, context, null);
    }

    async #loadKey(context: AnyContext, callbacks: LoaderCallbacks<AnyContext>): Promise<void> {
      const { signal } = this.#gone;
      this.stats.loading.start = performance.now();
      for (let lost = 0; !signal.aborted;) {
        const response = await fetch(context.url, { credentials: 'same-origin', signal }).catch(() => null);
        if (signal.aborted) return;
        if (response?.ok) {
          const data = await response.arrayBuffer().catch(() => null);
          if (signal.aborted) return;
          if (data) {
            const { loading } = this.stats;
            this.stats.loaded = this.stats.total = data.byteLength;
            loading.first = loading.end = performance.now();
            this.#onAbort = null;
            callbacks.onSuccess({ url: context.url, data, code: 200 }, this.stats, context, response);
            return;
          }
        } else if (response && [401, 403, 409].includes(response.status)) {
          const refusal = (await response.json().catch(() => null)) as Refused | null;
          if (refusal && !signal.aborted) desk.duties.onRefused(refusal);
          return;
        }
        const notYet = response?.status === 425;
        const ms = notYet
          ? notYetMs
          : (unreachableMs[Math.min(lost++, unreachableMs.length - 1)] ?? notYetMs);
        await desk.wait(ms, signal);
      }
    }

    abort(): void {
      this.#plain.abort();
      this.#stop();
    }

    destroy(): void {
      this.#gone.abort();
      this.#plain.destroy();
    }

    /** The engine must hear of it, or it waits for this key for ever. */
    #stop(): void {
      if (!this.#onAbort || this.#gone.signal.aborted) return;
      this.stats.aborted = true;
      this.#gone.abort();
      this.#onAbort();
      this.#onAbort = null;
    }

    getCacheAge(): number | null {
      return this.#plain.getCacheAge?.() ?? null;
    }

    getResponseHeader(name: string): string | null {
      return this.#plain.getResponseHeader?.(name) ?? null;
    }
  };
}
