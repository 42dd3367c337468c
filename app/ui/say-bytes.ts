/** How many bytes, in the unit that a person reads: 1.2 GB, 340 MB. */
export function sayBytes(bytes: number): string {
  if (bytes >= 1_000_000_000) return `${(bytes / 1e9).toFixed(2)} GB`;
  if (bytes >= 1_000_000) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${Math.ceil(bytes / 1000)} kB`;
}
