/**
 * Something an author or operator can repair: `zh` and `en` say what is wrong and where.
 * Trying the same again cannot help, so the worker does not retry it. `sentence` is the place in an author's own words.
 */
export class PlainFailure extends Error {
  readonly zh: string;
  readonly en: string;
  readonly sentence: string;
  constructor(zh: string, en: string, sentence = '') {
    super(`${zh} ${en}`);
    this.name = 'PlainFailure';
    this.zh = zh;
    this.en = en;
    this.sentence = sentence;
  }
}
