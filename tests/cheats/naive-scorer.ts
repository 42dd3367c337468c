/**
 * What many platforms do: it believes the browser. It hears the same traffic as the server and is the positive
 * control of every attack: an attack that does not defeat it proves nothing.
 */
export class NaiveScorer {
  /** Sum of all stretches that any window reported, ms. */
  reportedMs = 0;
  /** Furthest position that was reported, ms: progress = position. */
  furthestMs = 0;
  /** Time that passed on the reporting device's own clock, ms. */
  deviceMs = 0;
  /** Somebody said that the lesson is finished. */
  finished = false;
  private lastDeviceMs: number | null = null;

  /** Hears one message, of whatever shape. */
  hear(message: unknown): void {
    if (typeof message !== 'object' || message === null) return;
    const { played, clientMs, ...rest } = message as Record<string, unknown>;
    const { fromMs, toMs } = (played ?? {}) as Record<string, unknown>;
    if (typeof fromMs === 'number' && typeof toMs === 'number') {
      this.reportedMs += Math.max(0, toMs - fromMs);
      this.furthestMs = Math.max(this.furthestMs, toMs);
    }
    if (typeof clientMs === 'number') {
      if (this.lastDeviceMs !== null) this.deviceMs += Math.max(0, clientMs - this.lastDeviceMs);
      this.lastDeviceMs = clientMs;
    }
    for (const name of ['finished', 'isEnd', 'completed']) this.finished ||= rest[name] === true;
    this.finished ||= rest['progress'] === 1;
  }
}
