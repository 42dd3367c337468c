// Preloaded into programs that must not outlive the one that started them, even when that one is killed.
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
