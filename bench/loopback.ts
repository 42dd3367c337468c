/** Where the load goes. */
export type Target = { host: string; port: number };

/** Reads `http://127.0.0.1:PORT`. Throws one sentence for anything but this machine: load sent elsewhere is an attack. */
export function readTarget(address: string): Target {
  const url = URL.canParse(address) ? new URL(address) : null;
  const host = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
  const plain = url?.protocol === 'http:' && url.username === '' && url.password === '';
  if (!url || !plain || url.port === '' || !isLoopback(host))
    throw new Error(`The load generator works on this machine only (http://127.0.0.1:PORT), not ${address}`);
  return { host, port: Number(url.port) };
}

/** Literal addresses only: a name may mean any machine. */
export function isLoopback(host: string): boolean {
  return host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
