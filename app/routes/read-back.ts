/** A path of our own site to go back to; '/' for anything else, so that no link leads a learner away (`//x`, `/\x`). */
export function readBack(given: unknown): string {
  return typeof given === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(given) ? given : '/';
}
