/** An end that a person can act on: its message is one sentence. */
export class Plain extends Error {}

/** Runs the main function of a script: what it throws is told in one sentence, without a stack. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
