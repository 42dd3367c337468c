import type { DeviceFault } from './device-words.ts';

/** A recorded sentence of about 10 kB takes longer than this only where a lesson would stop again and again, ms. */
const slowMs = 3_000;

/** Whether the line carries a lesson. */
export async function measureLine(): Promise<DeviceFault | null> {
  const beganMs = performance.now();
  try {
    const response = await fetch('/sounds/face-still.mp3', { cache: 'no-store' });
    if (!response.ok) return 'offline';
    await response.arrayBuffer();
    return performance.now() - beganMs > slowMs ? 'slow' : null;
  } catch {
    return 'offline';
  }
}
