/** The benches, and what each measures in a line. */
export const benchLines = {
  beats: 'credited durable beats a CPU-second, as a share of what the two unavoidable steps allow',
  'beats-latency': 'how long a beat takes when a province of fifteen thousand studies at once',
  board: 'by which power the slowest page of the desk grows with classes and learners',
  bytes: 'bytes that a credited hour leaves behind, as a share of one row for every beat',
  face: 'how much of the time of a face check goes into the nets',
  'face-browser': 'what the guide costs in a browser: milliseconds a frame, bytes at the first use',
  'face-load': 'the 99th percentile of a beat while photographs are judged, against idle',
  'first-frame': 'from the click to the first frame of a lesson, as a multiple of a bare player page',
  growth: 'by which power the cost of a beat grows with open leases and stored spans',
  keys: 'CPU of a key, as a multiple of what nginx needs for a file of 16 bytes',
  lecture: 'how many times faster than it plays a lesson is made',
  package: 'what packaging costs over bare ffmpeg, and what it saves at equal SSIM',
  page: 'JavaScript of the lesson page before any touch, as a multiple of a bare page',
  replay: 'events verified and credit recomputed a CPU-second, as a share of hashing alone',
  segments: 'megabytes of ciphertext a CPU-second, as a share of nginx with a static file',
} as const;

export type BenchName = keyof typeof benchLines;

/** What to measure by the words after `npm run bench --`; or what to say, because it was asked for or nothing fits. */
export function findBench(words: string[]): { name: BenchName } | { say: string; isAsked: boolean } {
  const [word = ''] = words;
  if (Object.hasOwn(benchLines, word)) return { name: word as BenchName };
  const names = Object.keys(benchLines);
  if (word !== '' && !['--help', '-h', 'help'].includes(word))
    return { say: `There is no bench ${word}; there are ${names.join(', ')}.`, isAsked: false };
  const wide = Math.max(...names.map((name) => name.length));
  const rows = Object.entries(benchLines).map(([name, line]) => `  ${name.padEnd(wide)}  ${line}`);
  return { say: ['npm run bench -- NAME', ...rows].join('\n'), isAsked: word !== '' };
}
