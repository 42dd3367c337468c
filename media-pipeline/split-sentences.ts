/** As many characters as one line of subtitles holds. */
export const lineLength = 20;

/** The sentences of a paragraph, each with its closing mark. */
export function splitSentences(paragraph: string): string[] {
  return (paragraph.match(/[^。！？；]+[。！？；]*[”’》）]*/g) ?? [])
    .map((s) => s.trim())
    .filter((s) => /[^\p{P}\s]/u.test(s));
}

/**
 * The breaths of a sentence: clauses joined while they fit one subtitle line, so that each is spoken by itself
 * and its start and end are known exactly. A clause longer than a line stays whole.
 */
export function splitBreaths(sentence: string): string[] {
  const clauses = sentence.match(/[^，：—…]+[，：—…”’》）]*/g) ?? [sentence];
  const breaths: string[] = [];
  for (const clause of clauses) {
    const last = breaths.at(-1);
    if (last !== undefined && Array.from(last + clause).length <= lineLength)
      breaths[breaths.length - 1] = last + clause;
    else breaths.push(clause);
  }
  return breaths;
}

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** Breaks a breath into lines of at most `lineLength` characters, between words, of nearly equal length. */
export function breakLines(breath: string): string[] {
  const total = Array.from(breath).length;
  const count = Math.ceil(total / lineLength);
  if (count <= 1) return [breath];
  const lines: string[] = [''];
  for (const { segment } of words.segment(breath)) {
    const line = lines.at(-1) ?? '';
    const length = Array.from(line + segment).length;
    const isMark = /^\p{P}+$/u.test(segment);
    if (line !== '' && !isMark && (length > lineLength || length > Math.ceil(total / count) + 2))
      lines.push(segment);
    else lines[lines.length - 1] = line + segment;
  }
  return lines;
}
