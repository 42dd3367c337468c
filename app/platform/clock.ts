/** One reading of the server's clocks. `monoMs` counts since `boot` and never steps (F07). */
export type ClockReading = { wallMs: number; monoMs: number; boot: string };

/** Milliseconds from `from` to `to`, negative when `to` is earlier: monotonic where both belong to one boot. */
export function betweenMs(from: ClockReading, to: ClockReading): number {
  return from.boot === to.boot ? to.monoMs - from.monoMs : to.wallMs - from.wallMs;
}

/**
 * Milliseconds from `from` to `to`: monotonic where both belong to one boot, else by the wall clock.
 * Never negative: a clock stepped back earns nothing and blocks nobody.
 */
export function elapsedMs(from: ClockReading, to: ClockReading): number {
  return Math.max(0, Math.floor(betweenMs(from, to)));
}
