import type { Measured } from './cpu-seconds.ts';

/** One of the things that are compared. */
export type Turn = { name: string; run(seconds: number): Promise<Measured> };
/** Units a CPU-second of every turn in one round. */
export type Round = Record<string, number>;

/** Lets the turns follow each other A B C A B C …: what disturbs the machine disturbs all of them. The first round warms up. */
export async function alternate(turns: Turn[], rounds: number, seconds: number): Promise<Round[]> {
  const done: Round[] = [];
  for (let i = 0; i <= rounds; i++) {
    const round: Round = {};
    for (const { name, run } of turns) {
      const { units, cpuS } = await run(i === 0 ? seconds / 2 : seconds);
      if (units === 0 || cpuS <= 0) throw new Error(`${name} did nothing in this round.`);
      round[name] = units / cpuS;
    }
    console.error(`${i === 0 ? 'warm-up' : `round ${i}`}: ${JSON.stringify(round, shorten)}`);
    if (i > 0) done.push(round);
  }
  return done;
}

const shorten = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value) : value);
