import type { ByteRange } from '../platform/blobs.server.ts';

/**
 * What a Range header asks of a file of `size` bytes (RFC 9110): one range, `whole` for what is none of ours (several
 * ranges, another unit), `beyond` for what the file does not reach.
 */
export function readRange(header: string | null, size: number): ByteRange | 'whole' | 'beyond' {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return 'whole';
  if (from === '') {
    const first = Math.max(0, size - Number(to));
    return Number(to) === 0 || size === 0 ? 'beyond' : { first, last: size - 1 };
  }
  const [first, last] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)];
  if (first >= size) return 'beyond';
  return first > last ? 'whole' : { first, last };
}
