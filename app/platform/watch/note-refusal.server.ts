import { channel, subscribe } from 'node:diagnostics_channel';
import type { RefusalCode } from '../refusal.ts';

/** Pages are built into a copy of their own: they reach the process's counters through a channel of Node's. */
const name = 'zhenxue:refusal';
const refusals = channel(name);

/** Counts a refusal that a page told. */
export function noteRefusal(code: RefusalCode): void {
  refusals.publish(code);
}

/** Hears every refusal that pages tell. */
export function hearRefusals(take: (code: RefusalCode) => void): void {
  subscribe(name, (code) => take(code as RefusalCode));
}
