import type { Words } from '../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** The operator's page. */
export const healthWords = {
  title: w('运行情况', 'Health'),
  about: w('这里只有数字,没有任何人的资料。', 'Numbers only; nobody’s data.'),
  database: w('数据库', 'Database'),
  worker: w('后台', 'Workers'),
  size: w('数据库大小', 'Database size'),
  connections: w('连接数', 'Connections'),
  queues: w('排队的工作', 'Queues'),
  noQueues: w('没有排队的工作。', 'No jobs.'),
  kind: w('种类', 'Kind'),
  waiting: w('在等', 'Waiting'),
  working: w('在做', 'Working'),
  done: w('一天内做完', 'Done in a day'),
  failed: w('一天内没做成', 'Failed in a day'),
  oldest: w('最久等了', 'Oldest waits'),
  workers: w('后台程序', 'Workers'),
  noWorkers: w('没有后台程序在跑。启动一个 worker。', 'No worker runs. Start one.'),
  name: w('名字', 'Name'),
  silent: w('上次报到', 'Last seen'),
  again: w('再看一次', 'Look again'),
} satisfies Record<string, Words>;

export const healthStateWords = {
  ok: w('正常', 'Fine'),
  down: w('连不上', 'Away'),
  silent: w('没有报到', 'Silent'),
  unknown: w('不清楚', 'Unknown'),
} satisfies Record<string, Words>;

/** How long ago: 12 秒前. */
export const saySeconds = (s: number): Words =>
  s < 120 ? w(`${s} 秒`, `${s} s`) : w(`${Math.floor(s / 60)} 分钟`, `${Math.floor(s / 60)} min`);
