import type { Target } from '../../app/training/targets/compare-sums.ts';
import type { TargetMeasure } from '../../app/training/targets/target-group.ts';
import type { SqlTx } from '../client.ts';
import { demoId } from './demo-id.ts';

/** A target that a document of these places names; `isInferred`: the document names its sum only. */
export type ShippedTarget = Target & { areaCode: string; clause: string; isInferred: boolean };

const counties = ['410821', '410822', '410823', '410825', '410882', '410883'];
const districts = ['410802', '410803', '410804', '410811', '410871'];

/** One plan of Jiaozuo: of the city, of the city without its counties, of each of six counties and five districts. */
function allot(
  [fromYear, toYear]: [number, number],
  group: string,
  whole: number,
  [own, county, district]: [number, number, number],
): ShippedTarget[] {
  const about = { areaCode: '410800', clause: 'P112', measure: 'trained' as const, fromYear, toYear, group };
  const unit =
    (people: number) =>
    (placeCode: string): ShippedTarget => ({
      ...{ ...about, placeCode, people, scope: 'whole', isInferred: true },
    });
  return [
    { ...about, placeCode: '410800', scope: 'whole', people: whole, isInferred: false },
    { ...about, placeCode: '410800', scope: 'own', people: own, isInferred: true },
    ...counties.map(unit(county)),
    ...districts.map(unit(district)),
  ];
}

const ofArea = (
  areaCode: string,
  clause: string,
  [fromYear, toYear]: [number, number],
  group: string,
  numbers: Partial<Record<TargetMeasure, number>>,
): ShippedTarget[] =>
  Object.entries(numbers).map(([measure, people]) => ({
    ...{ areaCode, placeCode: areaCode, clause, fromYear, toYear, group, people },
    ...{ scope: 'whole', measure: measure as TargetMeasure, isInferred: false },
  }));

/**
 * The targets that are shipped (P104, P108, P109, P112, P115). The plan of Jiaozuo says 3,000 a year and 210 social workers
 * in all; its annex gives 450 + 6 × 300 + 5 × 150 and 40 + 6 × 20 + 5 × 10 without saying which of the twelve units has
 * which: city, counties and districts are inferred from the counts of each.
 */
export const shippedTargets: ShippedTarget[] = [
  ...[2020, 2021, 2022].flatMap((year) => allot([year, year], 'care_service', 3_000, [450, 300, 150])),
  ...allot([2020, 2022], 'social_worker', 210, [40, 20, 10]),
  ...ofArea('410800', 'P112', [2020, 2022], 'elder_care', { trained: 1_500 }),
  ...ofArea('410000', 'P104', [2023, 2025], 'care_service', { trained: 750_000 }),
  ...ofArea('410000', 'P108', [2023, 2023], 'all', {
    ...{ trained: 3_000_000, subsidised: 1_050_000, skilled: 2_000_000, highly_skilled: 800_000 },
  }),
  ...ofArea('410000', 'P109', [2023, 2023], 'care_service', {
    ...{ trained: 100_000, skilled: 50_000, highly_skilled: 20_000 },
  }),
  ...ofArea('110000', 'P115', [2023, 2025], 'family_care', { trained: 10_000 }),
];

/** Enters the shipped targets as the platform's own rows; those that are there, and what bureaus set since, stay. */
export async function enterTargets(tx: SqlTx, today: Date): Promise<void> {
  for (const one of shippedTargets) {
    const { areaCode, placeCode, scope, fromYear, toYear, group, measure, people, clause, isInferred } = one;
    const id = demoId(`target ${[placeCode, scope, fromYear, toYear, group, measure].join(' ')}`);
    await tx`
      insert into target (id, area_code, place_code, scope, from_year, to_year, group_name, measure, people, clause,
        is_inferred, set_at)
      select ${id}, ${areaCode}, ${placeCode}, ${scope}, ${fromYear}, ${toYear}, ${group}, ${measure}, ${people}::int,
        ${clause}, ${isInferred}, ${today}
      where not exists (
        select from target where place_code = ${placeCode} and scope = ${scope} and from_year = ${fromYear}
          and to_year = ${toYear} and group_name = ${group} and measure = ${measure})
      on conflict (id) do nothing`;
  }
}
