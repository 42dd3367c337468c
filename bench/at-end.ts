const ends: (() => Promise<void> | void)[] = [];

/** Remembers what must be stopped or removed, however the bench ends. */
export function atEnd(end: () => Promise<void> | void): void {
  ends.push(end);
}

let ending: Promise<void> | undefined;

/** Stops and removes everything, the newest first, once; one that cannot does not keep the others. */
export function endAll(): Promise<void> {
  ending ??= endInTurn();
  return ending;
}

async function endInTurn(): Promise<void> {
  for (let end = ends.pop(); end; end = ends.pop()) {
    try {
      await end();
    } catch (error) {
      console.error(`could not clear up: ${(error as Error).message}`);
    }
  }
}
