const fullWidth: Record<string, string> = {
  ',': '，',
  '?': '？',
  '!': '！',
  ':': '：',
  ';': '；',
  '(': '（',
  ')': '）',
};

/** Half-width marks beside Chinese characters become full-width, so that breaks and pauses are found in one form. */
export function writePunctuation(text: string): string {
  return text
    .replace(
      /(?<=[\p{Script=Han}”’》）])([,?!:;()])|([,?!:;()])(?=\s*\p{Script=Han})/gu,
      (mark, after, before) => fullWidth[after ?? before] ?? mark,
    )
    .replace(/(?<=\p{Script=Han})\.(?=\s|$)/gu, '。')
    .replace(/\s+(?=\p{Script=Han})|(?<=[\p{Script=Han}，。？！；：、])\s+/gu, '');
}
