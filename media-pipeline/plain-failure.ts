/**
 * Something an author or operator can repair: `zh` and `en` say what is wrong and where.
 * Trying the same again cannot help, so the worker does not retry it.
 */
export class PlainFailure extends Error {
  readonly zh: string;
  readonly en: string;
  constructor(zh: string, en: string) {
    super(`${zh} ${en}`);
    this.name = 'PlainFailure';
    this.zh = zh;
    this.en = en;
  }
}
