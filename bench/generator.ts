import type { Learner, LoadOrder, PacedTally, Part, Tally } from './crowd.ts';
import { drive } from './drive.ts';
import { honestBeats } from './honest-beats.ts';
import { keyRequests } from './key-requests.ts';
import { readTarget } from './loopback.ts';
import { keepPace } from './keep-pace.ts';
import { answerBench } from './start-part.ts';

// generator.ts (beats | lively | keys) http://127.0.0.1:PORT: the load, in a process of its own that ends by itself.
const lifeMsMax = 2_400_000;
const runSecondsMax = 30;
const scripts = {
  beats: honestBeats,
  // Not all of them pause at once: a round would hold many pauses or none.
  lively: (learner: Learner, port: number) => honestBeats(learner, port, 20, parts.length % 20),
  keys: keyRequests,
};

const [name, address = ''] = process.argv.slice(2);
let target: ReturnType<typeof readTarget>;
try {
  target = readTarget(address);
} catch (error) {
  console.error((error as Error).message);
  process.exit(2);
}
setTimeout(() => process.exit(3), lifeMsMax).unref();

const parts: Part[] = [];
let connections = 1;

async function take(order: LoadOrder): Promise<Tally | PacedTally | { learners: number }> {
  if ('learners' in order) {
    const script = scripts[name as keyof typeof scripts];
    for (const learner of order.learners) parts.push(script(learner, target.port));
    connections = order.connections;
    return { learners: parts.length };
  }
  if ('once' in order)
    return drive(target, parts, connections, (sent) => sent >= parts.length, order.once === 'pause');
  const seconds = Math.min(order.seconds, runSecondsMax);
  if ('perSecond' in order) return keepPace(target, parts, connections, { ...order, seconds });
  const endMs = performance.now() + seconds * 1000;
  return drive(target, parts, connections, () => performance.now() >= endMs);
}

answerBench(take);
