import type { Refused, Reply } from '../../study/study-requests.client.ts';

export type SnapshotTakerDuties = {
  capture: () => Promise<Blob | null>;
  upload: (demandId: string, picture: Blob) => Promise<Reply<{ id: string }>>;
  onTaken: () => void;
  /** There is no picture: the camera is off, denied or gone. */
  onNoPicture: () => void;
  onRefused: (refusal: Refused) => void;
};

const backOffMs = [1_000, 2_000, 4_000, 8_000];
/** How often a fresh picture may replace one the server could not use. */
const retakesMax = 3;

/** Answers the server's demands for a photograph, each once, however often the demand is repeated. */
export class SnapshotTaker {
  readonly #duties: SnapshotTakerDuties;
  #busyWith: string | null = null;
  readonly #done = new Set<string>();
  #over = false;

  constructor(duties: SnapshotTakerDuties) {
    this.#duties = duties;
  }

  /** Takes and uploads; tries again while the line is bad and the demand stands. */
  async take(demandId: string): Promise<void> {
    if (this.#over || this.#busyWith === demandId || this.#done.has(demandId)) return;
    this.#busyWith = demandId;
    await this.#answer(demandId);
    if (this.#busyWith === demandId) this.#busyWith = null;
  }

  destroy(): void {
    this.#over = true;
  }

  async #answer(demandId: string): Promise<void> {
    for (let retake = 0; retake < retakesMax; retake++) {
      const picture = await this.#duties.capture();
      if (this.#gone(demandId)) return;
      if (!picture) return this.#duties.onNoPicture();
      const reply = await this.#deliver(demandId, picture);
      if (!reply) return;
      if (reply.came === 'answer') {
        this.#done.add(demandId);
        return this.#duties.onTaken();
      }
      const { refused } = reply.refusal;
      if (refused === 'snapshot_not_asked') {
        this.#done.add(demandId);
        return;
      }
      if (refused === 'lease_ended' || refused === 'signed_out') return this.#duties.onRefused(reply.refusal);
    }
  }

  /** Uploads until somebody answers; null: nobody waits for it any more. */
  async #deliver(
    demandId: string,
    picture: Blob,
  ): Promise<Exclude<Reply<{ id: string }>, { came: 'unreachable' }> | null> {
    for (let tries = 0; ; tries++) {
      const reply = await this.#duties.upload(demandId, picture);
      if (this.#gone(demandId)) return null;
      if (reply.came !== 'unreachable') return reply;
      await new Promise((go) => setTimeout(go, backOffMs[Math.min(tries, backOffMs.length - 1)]));
      if (this.#gone(demandId)) return null;
    }
  }

  #gone(demandId: string): boolean {
    return this.#over || this.#busyWith !== demandId;
  }
}
