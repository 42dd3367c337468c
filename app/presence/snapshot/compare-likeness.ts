/** Most differing bits of two likenesses that count as the same picture. */
const sameBits = 4;

/** Number of bits in which two 64-bit likenesses (hex) differ. */
export function likenessDistance(a: string, b: string): number {
  let bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; bits > 0n; bits >>= 1n) count += Number(bits & 1n);
  return count;
}

/** The id of an earlier photograph that this one nearly equals, for the reviewer; null if none (F03). */
export function findLike(likeness: string, earlier: { id: string; likeness: string }[]): string | null {
  return earlier.find((one) => likenessDistance(likeness, one.likeness) <= sameBits)?.id ?? null;
}
