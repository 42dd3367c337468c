import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that study a lesson for minutes, by the clock. */
const longest = /tests\/e2e\//;
/** Files that keep the processor busy: browsers, nets, drawings. */
const busy = /tests\/(face|pages|media|lesson)\/|face-people/;
/** Among those, the ones that take minutes. */
const slow = /face\/(browser-|challenge\.|clips\.|guide-browser)|face-people|lesson-page|learner-pages/;

/**
 * The longest file starts first; then files that mostly wait for seconds to pass take turns with files that keep the
 * processor busy, so that neither has the machine to itself.
 */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const pick = (wanted: (id: string) => boolean) => sorted.filter(({ moduleId }) => wanted(moduleId));
    const long = pick((id) => longest.test(id));
    const rest = pick((id) => !longest.test(id) && !busy.test(id) && !/cheats/.test(id));
    const waiting = [...pick((id) => /cheats/.test(id) && !busy.test(id)), ...rest];
    const working = [...pick((id) => slow.test(id)), ...pick((id) => busy.test(id) && !slow.test(id))];
    const turns = Array.from({ length: Math.max(waiting.length, working.length) }, (_, i) => [
      ...working.slice(i, i + 1),
      ...waiting.slice(i, i + 1),
    ]);
    return [...long, ...turns.flat()];
  }
}
