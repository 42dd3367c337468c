/**
 * The network a request comes from, as failures are counted: an IPv4 address, or the /64 of an IPv6 address, because
 * one subscriber owns 2^64 of those (H09). What is no address is one place: `unknown`.
 */
export function groupAddress(address: string): string {
  const bare = address.replace(/%.*$/, '');
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(bare)) return bare;
  const url = `http://[${bare}]/`;
  if (!/^[0-9a-f:.]+$/i.test(bare) || !URL.canParse(url)) return 'unknown';
  const groups = readGroups(new URL(url).hostname.slice(1, -1));
  const v4InV6 = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (v4InV6)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 255])
      .join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight 16-bit groups of an IPv6 address in its canonical form. */
function readGroups(canonical: string): number[] {
  const [head = [], tail = []] = canonical.split('::').map((half) =>
    half
      .split(':')
      .filter(Boolean)
      .map((group) => parseInt(group, 16)),
  );
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}
