// Loaded into the web process of a bench before everything else: its clocks stand still until the bench turns them on, so that
// an hour of study takes as long as its requests take, every reading in the log agrees with every other, and a machine that is
// busy delays everybody and costs nobody a beat.
const [wallStart, monoStart] = [Date.now(), process.hrtime.bigint()];
let goneMs = 0;
Date.now = () => wallStart + goneMs;
process.hrtime.bigint = () => monoStart + BigInt(goneMs) * 1_000_000n;
process.on('message', (turned: { goneMs: number }) => {
  goneMs = turned.goneMs;
  process.send?.({ goneMs });
});
// Whoever listens does not keep the server from ending.
process.channel?.unref();

export {};
