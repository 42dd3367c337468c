import { createHash } from 'node:crypto';

/** The UUID of a demo row, the same on every machine, so that seeding twice adds nothing. */
export function demoId(name: string): string {
  const hex = createHash('sha256').update(`zhenxue demo ${name}`).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}
