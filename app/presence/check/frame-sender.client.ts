import type { Refused, Reply } from '../../study/study-requests.client.ts';

export type FrameSenderDuties = {
  /** Base64 key of the frame codes; used for this challenge only. */
  nonce: string;
  framesMax: number;
  upload: (seq: number, picture: Blob, code: string) => Promise<Reply<unknown>>;
  onRefused: (refusal: Refused) => void;
};

const backOffMs = [400, 800, 1_600, 3_000];

/** Uploads the frames of one challenge in the order in which they were taken, each with its code (D03). */
export class FrameSender {
  readonly #duties: FrameSenderDuties;
  readonly #key: Promise<CryptoKey>;
  readonly #sent = new Set<string>();
  #queue: Promise<void> = Promise.resolve();
  #taken = 0;
  #isOver = false;

  constructor(duties: FrameSenderDuties) {
    this.#duties = duties;
    this.#key = importKey(duties.nonce);
  }

  /** Frames taken so far, sent or under way. */
  get taken(): number {
    return this.#taken;
  }

  /** How many more the server takes. */
  get room(): number {
    return this.#duties.framesMax - this.#taken;
  }

  /** Takes a place in the row now; the picture follows. Beyond the last place nothing is sent. */
  push(picture: Promise<Blob | null>): void {
    if (this.#isOver || this.room <= 0) return;
    this.#taken += 1;
    this.#queue = this.#queue.then(async () => this.#send(await picture));
  }

  /** Resolves when all that was pushed was answered: an action's frames arrive before the next one is asked for. */
  drain(): Promise<void> {
    return this.#queue;
  }

  destroy(): void {
    this.#isOver = true;
  }

  async #send(picture: Blob | null): Promise<void> {
    if (this.#isOver) return;
    const digest = picture && toHex(await crypto.subtle.digest('SHA-256', await picture.arrayBuffer()));
    // A slow camera gives one frame twice; the server takes the same bytes once (D03).
    if (!picture || !digest || this.#sent.has(digest)) {
      this.#taken -= 1;
      return;
    }
    this.#sent.add(digest);
    const seq = this.#sent.size;
    const code = await frameCode(await this.#key, seq, digest);
    for (let tries = 0; !this.#isOver; tries++) {
      const reply = await this.#duties.upload(seq, picture, code);
      if (reply.came === 'answer' || this.#isOver) return;
      if (reply.came === 'refusal') {
        // It arrived before, and only its answer was lost.
        if (reply.refusal.refused === 'frame_twice' && tries > 0) return;
        this.destroy();
        return this.#duties.onRefused(reply.refusal);
      }
      await new Promise((go) => setTimeout(go, backOffMs[Math.min(tries, backOffMs.length - 1)]));
    }
  }
}

function importKey(nonce: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(nonce), (char) => char.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

/** HMAC-SHA-256 over `<seq>:<SHA-256 of the frame>`, hex. */
async function frameCode(key: CryptoKey, seq: number, digest: string): Promise<string> {
  return toHex(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${seq}:${digest}`)));
}

function toHex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
