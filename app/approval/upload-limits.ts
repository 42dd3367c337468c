import type { RefusalCode } from '../platform/refusal.ts';

export const uploadPurposes = ['video', 'voice'] as const;
export type UploadPurpose = (typeof uploadPurposes)[number];

/** The largest file, bytes. */
export const uploadBytesMax: Record<UploadPurpose, number> = { video: 4 * 1024 ** 3, voice: 500 * 1024 ** 2 };

/** What speaks for and against one more upload; all in bytes. */
export type UploadFacts = {
  purpose: UploadPurpose;
  bytes: number;
  /** What the institution has stored, with everything that is on its way up. */
  usedBytes: number;
  quotaBytes: number;
  /** Of the disk, less what other uploads will still bring. */
  freeBytes: number;
  keepFreeBytes: number;
};

/** So much of a disk stays free unless it is set otherwise: a tenth, at most 5 GB. */
export function keepFreeOf(totalBytes: number): number {
  return Math.min(Math.floor(totalBytes / 10), 5_000_000_000);
}

/** Whether an upload may begin: null, or why not. Refused before the first byte, not after the last. */
export function refuseUpload(facts: UploadFacts): RefusalCode | null {
  const { purpose, bytes, usedBytes, quotaBytes, freeBytes, keepFreeBytes } = facts;
  if (bytes > uploadBytesMax[purpose]) return 'upload_too_large';
  if (usedBytes + bytes > quotaBytes) return 'upload_over_quota';
  return freeBytes - bytes < keepFreeBytes ? 'disk_full' : null;
}

/** The name a file had with its author, to be shown as text: no control characters, at most 200. It is never a path. */
export function cleanName(name: string): string {
  const visible = name.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '').trim();
  return Array.from(visible).slice(0, 200).join('') || '–';
}
