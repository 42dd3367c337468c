import { createHash } from 'node:crypto';

/**
 * SHA-256 over everything learners can fetch: one line `<hex SHA-256>  <path>` a file, sorted by path, as `sha256sum`
 * writes it. Paths are below `media/<videoVersionId>/`.
 */
export function digestContent(files: { path: string; sha256: string }[]): Buffer {
  return createHash('sha256').update(writeManifest(files)).digest();
}

/** The list itself, for `sha256sum -c`. */
export function writeManifest(files: { path: string; sha256: string }[]): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return sorted.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
}
