/** One scrape, by series. */
export async function scrape(port: number): Promise<Map<string, number>> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => null);
  if (!answer?.ok) return new Map();
  const rows = (await answer.text()).split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(
    rows.map((row) => [row.slice(0, row.lastIndexOf(' ')), Number(row.slice(row.lastIndexOf(' ') + 1))]),
  );
}
