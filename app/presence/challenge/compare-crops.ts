/**
 * How much two grey crops of equal size differ: one less their correlation, 0 for the same picture. Brightness and
 * contrast play no part.
 */
export function cropDifference(a: Uint8Array, b: Uint8Array): number {
  const mean = (bytes: Uint8Array) => bytes.reduce((sum, value) => sum + value, 0) / bytes.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let both = 0;
  let ofA = 0;
  let ofB = 0;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [(a[i] ?? 0) - meanA, (b[i] ?? 0) - meanB];
    both += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  // Two flat pictures are the same; a flat one is like no other.
  if (ofA === 0 || ofB === 0) return ofA === ofB ? 0 : 1;
  return 1 - both / Math.sqrt(ofA * ofB);
}
