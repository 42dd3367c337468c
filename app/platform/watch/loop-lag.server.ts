const everyMs = 50;
const looksMax = 1_000 / everyMs;

const lateMs: number[] = [];
let dueMs = Infinity;

/** Looks every 50 ms how late this process's event loop runs. Call once. */
export function watchLoop(): void {
  const look = () => {
    const nowMs = performance.now();
    lateMs.push(Math.max(0, nowMs - dueMs));
    if (lateMs.length > looksMax) lateMs.shift();
    dueMs = nowMs + everyMs;
    setTimeout(look, everyMs).unref();
  };
  dueMs = performance.now() + everyMs;
  setTimeout(look, everyMs).unref();
}

/** How late the event loop ran on average in the last second of looks, ms; one short stall among them weighs little. */
export function readLoopLag(): number {
  if (lateMs.length === 0) return 0;
  return lateMs.reduce((sum, ms) => sum + ms, 0) / lateMs.length;
}
