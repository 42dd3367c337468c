import type { LessonScript } from '../lesson-script.ts';
import { findingAt, type Finding, type ScriptFile } from './finding.ts';

/** Characters of a shingle: about one clause. */
const size = 10;
const mostShare = 0.05;

/** Passages that stand in two lessons: minutes that teach the same are not counted twice (P013). */
export function findOverlap(files: readonly ScriptFile[]): Finding[] {
  const shingles = files.map(({ script }) => listShingles(script));
  const found: Finding[] = [];
  files.forEach((file, i) => {
    for (let j = 0; j < i; j++) {
      const [mine, theirs, other] = [shingles[i], shingles[j], files[j]];
      if (!mine || !theirs || !other) continue;
      const both = [...mine].filter((shingle) => theirs.has(shingle));
      const share = both.length / Math.max(1, Math.min(mine.size, theirs.size));
      if (share <= mostShare) continue;
      const say = (twin: ScriptFile) =>
        `shares ${(100 * share).toFixed(1)} % with ${twin.name}, such as “${both[0]}”`;
      found.push(findingAt(file, '', say(other)), findingAt(other, '', say(file)));
    }
  });
  return found;
}

/** Every run of `size` characters of the narration. */
function listShingles({ slides }: LessonScript): Set<string> {
  const shingles = new Set<string>();
  for (const { speech } of slides) {
    const said = speech.map((s) => (s.kind === 'say' ? s.text : '')).join('');
    const characters = Array.from(said.replace(/\P{Script=Han}/gu, ''));
    for (let i = 0; i + size <= characters.length; i++) shingles.add(characters.slice(i, i + size).join(''));
  }
  return shingles;
}
