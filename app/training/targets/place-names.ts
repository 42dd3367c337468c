/** Names of GB/T 2260 codes that pages tell; any other place is told by its code. */
const names: Record<string, string> = {
  ...{ '110000': '北京市', '210000': '辽宁省', '210100': '沈阳市', '410000': '河南省' },
  ...{ '410100': '郑州市', '410200': '开封市', '410300': '洛阳市', '410400': '平顶山市' },
  ...{ '410500': '安阳市', '410600': '鹤壁市', '410700': '新乡市', '410800': '焦作市' },
  ...{ '410900': '濮阳市', '411000': '许昌市', '411100': '漯河市', '411200': '三门峡市' },
  ...{ '411300': '南阳市', '411400': '商丘市', '411500': '信阳市', '411600': '周口市' },
  ...{ '411700': '驻马店市', '419001': '济源市' },
  ...{ '410802': '解放区', '410803': '中站区', '410804': '马村区', '410811': '山阳区' },
  ...{ '410821': '修武县', '410822': '博爱县', '410823': '武陟县', '410825': '温县' },
  ...{ '410871': '城乡一体化示范区', '410882': '沁阳市', '410883': '孟州市' },
};

/** Targets of a place as a whole, or (`own`) of a city without its counties and districts. */
export type Scope = 'whole' | 'own';

/** A place as it is told; a city without its counties is its 市本级. */
export function namePlace(code: string, scope: Scope = 'whole'): string {
  const name = names[code] ?? code;
  return scope === 'own' ? `${name}本级` : name;
}

/** Whether a code is a whole city: it has counties. */
export function isCity(code: string): boolean {
  return /^\d{4}00$/.test(code) && !code.endsWith('0000');
}

/** Whether a code is a county, district or county-level city. */
export function isCounty(code: string): boolean {
  return !code.endsWith('00');
}

/** The place that a table names, 市本级 read as a city without its counties; null: none that is known here. */
export function findPlace(text: string): { placeCode: string; scope: Scope } | null {
  const typed = text.normalize('NFKC').replace(/[\s()]/g, '');
  const scope = typed.endsWith('本级') ? 'own' : 'whole';
  const name = typed.replace(/本级$/, '');
  const [placeCode] = Object.entries(names).find(([, one]) => one === name) ?? [];
  return placeCode === undefined ? null : { placeCode, scope };
}

/** Places of an area that have a name here, by their code's beginning. */
export function listPlaces(prefix: string): { placeCode: string; name: string }[] {
  return Object.entries(names)
    .filter(([placeCode]) => placeCode.startsWith(prefix))
    .map(([placeCode, name]) => ({ placeCode, name }));
}
