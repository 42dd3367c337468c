import cluster from 'node:cluster';

// Preloaded into programs that must not outlive the one that started them, even when that one is killed.
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // One of several web processes hears of connections by this channel alone: it must stay awake for it.
  if (!cluster.isWorker) process.channel.unref();
}
