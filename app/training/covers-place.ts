/** Whether an area (GB/T 2260: province, city or county) holds a place; every area holds itself. */
export function coversPlace(areaCode: string, placeCode: string): boolean {
  return placeCode.startsWith(areaPrefix(areaCode));
}

/** What the codes of all places of an area begin with: 410000 → 41, 410100 → 4101, 410102 → 410102. */
export function areaPrefix(areaCode: string): string {
  return areaCode.replace(/(00){1,2}$/, '');
}
