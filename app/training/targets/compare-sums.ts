import { isCity, isCounty, type Scope } from './place-names.ts';
import type { TargetMeasure } from './target-group.ts';

/** A target: how many people a place brings to a result in these years. */
export type Target = {
  placeCode: string;
  scope: Scope;
  fromYear: number;
  toYear: number;
  group: string;
  measure: TargetMeasure;
  people: number;
};

/** A city whose units (itself without its counties, and every county) do not add up to what the city has as a whole. */
export type SumTold = Omit<Target, 'scope' | 'people'> & { whole: number; units: number };

/** What one target is about, without its place. */
const keyOf = ({ fromYear, toYear, group, measure }: Target) => [fromYear, toYear, group, measure].join('|');

/**
 * Where the numbers of units and of their city differ (P112): told, not refused. A city without a number of its own, or
 * without any unit, has nothing to be compared with.
 */
export function compareSums(targets: readonly Target[]): SumTold[] {
  const told: SumTold[] = [];
  for (const city of targets) {
    if (!isCity(city.placeCode) || city.scope !== 'whole') continue;
    const units = targets.filter(
      (one) =>
        keyOf(one) === keyOf(city) &&
        one.placeCode.slice(0, 4) === city.placeCode.slice(0, 4) &&
        (one.scope === 'own' || isCounty(one.placeCode)),
    );
    const sum = units.reduce((all, { people }) => all + people, 0);
    if (units.length === 0 || sum === city.people) continue;
    const { placeCode, fromYear, toYear, group, measure, people: whole } = city;
    told.push({ placeCode, fromYear, toYear, group, measure, whole, units: sum });
  }
  return told;
}
