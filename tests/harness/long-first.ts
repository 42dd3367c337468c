import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that study a lesson for minutes, by the clock. */
const longest = /tests\/e2e\//;
/** Files that keep the processor busy for long: browsers, nets, encoders. */
const busy =
  /face\/(browser-|challenge\.|clips\.|guide-browser|pages-)|face-people|-browser\.test|lesson-page|learner-pages|access\/pages|house\/start|media\/(worker|kill-)/;
/** Files that mostly wait for seconds to pass. */
const waiting = /tests\/(cheats|server)\/|face\/(gate|erasing)|approval\/withdraw/;
/** Files with a browser, or with work for one: before what takes no time. */
const pages = /tests\/(face|pages|media|lesson)\/|-pages?\.test/;

/** Both in their own order, the fewer spread evenly among the more. */
function spread<T>(one: T[], other: T[]): T[] {
  const placed = [one, other].flatMap((list) =>
    list.map((item, i) => ({ item, at: (i + 0.5) / list.length })),
  );
  return placed.sort((a, b) => a.at - b.at).map(({ item }) => item);
}

/**
 * The longest file starts first; then files that mostly wait for seconds to pass go evenly among those that keep the
 * processor busy, so that neither has the machine to itself.
 */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const kinds = [longest, busy, waiting, pages, /./];
    const sorted = await super.sort(files);
    const kindOf = ({ moduleId }: TestSpecification) => kinds.findIndex((ids) => ids.test(moduleId));
    const [first = [], workers = [], waiters = [], browsers = [], rest = []] = kinds.map((_, kind) =>
      sorted.filter((file) => kindOf(file) === kind),
    );
    const soon = waiters.splice(0, workers.length);
    return [...first, ...spread(workers, soon), ...spread([...browsers, ...rest], waiters)];
  }
}
