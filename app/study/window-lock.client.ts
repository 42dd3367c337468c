/** A courtesy between the windows of one browser: the server decides, this only makes the first one stop at once (P005). */

const channelName = 'zhenxue-study';
const lockName = 'zhenxue-study';
const windowIdKey = 'zhenxue-window';

/** A random name for this window that a reload keeps. A duplicated tab gets a name of its own. */
export async function nameWindow(): Promise<string> {
  const kept = readKept();
  if (kept && (await claim(kept))) return kept;
  const fresh = drawName();
  try {
    sessionStorage.setItem(windowIdKey, fresh);
  } catch {
    // Private mode without storage: a reload will ask once more where to study.
  }
  await claim(fresh);
  return fresh;
}

/** 32 random characters: the name of a window, or of one opening. */
export function drawName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

function readKept(): string | null {
  try {
    return sessionStorage.getItem(windowIdKey);
  } catch {
    return null;
  }
}

/** Holds the name for as long as the page lives; false: another page of this browser holds it. */
function claim(windowId: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((settle) => {
    navigator.locks
      .request(`zhenxue-window-${windowId}`, { ifAvailable: true }, (lock) => {
        settle(lock !== null);
        return lock ? new Promise<void>(() => {}) : undefined;
      })
      .catch(() => settle(true));
  });
}

/** Tells other windows that this one studies now, and hears when another does. */
export class WindowLock {
  readonly #windowId: string;
  readonly #onTaken: () => void;
  readonly #channel: BroadcastChannel | null;
  #release: (() => void) | null = null;

  /** `onTaken` is called when another window of this browser goes on instead of this one. */
  constructor(windowId: string, onTaken: () => void) {
    this.#windowId = windowId;
    this.#onTaken = onTaken;
    this.#channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(channelName) : null;
    this.#channel?.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (typeof event.data === 'string' && event.data !== windowId) this.#lost();
    });
  }

  /** The server gave this window the lease: the others stop. */
  take(): void {
    this.#channel?.postMessage(this.#windowId);
    if (!navigator.locks || this.#release) return;
    const held = new Promise<void>((release) => {
      this.#release = release;
    });
    navigator.locks
      .request(lockName, { steal: true }, () => held)
      .catch(() => {
        this.#release = null;
        this.#lost();
      });
  }

  #lost(): void {
    this.#onTaken();
  }

  destroy(): void {
    this.#release?.();
    this.#release = null;
    this.#channel?.close();
  }
}
