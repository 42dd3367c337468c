const errors: string[] = [];

/** Remembers an error of a page until the running test ends. */
export function noteError(text: string): void {
  errors.push(text);
}

/** What was noted so far. */
export function seenErrors(): readonly string[] {
  return errors;
}

/** Takes what was noted: a test that is about errors calls it, so that they do not fail it. */
export function takeErrors(): string[] {
  return errors.splice(0);
}
