import { BaseSequencer, type TestSpecification } from 'vitest/node';

const order = [/tests\/e2e\//, /tests\/cheats\//, /tests\/load\//, /tests\/access\//];

/** Files that study for minutes start first, so that the short ones fill the time beside them. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = (file: TestSpecification) => {
      const found = order.findIndex((pattern) => pattern.test(file.moduleId));
      return found < 0 ? order.length : found;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
