import { createHash } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import { Refusal } from '../../platform/refusal.ts';
import { ruleProfileParameters } from '../rule-profile.ts';
import { mergeProfiles, type Profile } from './merge-profiles.ts';

type Row = {
  id: string;
  placeCode: string;
  validFrom: string;
  validTo: string;
  sourceDocument: string;
  parameters: unknown;
};

/**
 * The rules of a class: every profile of a place that holds the class's, of its type, active on the day it begins; more
 * than one are merged and kept as a row of their own, the same row for the same rules. Throws `rules_missing`.
 */
export async function findProfile(
  sql: Sql | SqlTx,
  { placeCode, classType, startsOn }: { placeCode: string; classType: string; startsOn: string },
): Promise<Profile> {
  const rows = await sql<Row[]>`
    select id, place_code as "placeCode", valid_from::text as "validFrom", valid_to::text as "validTo",
      source_document as "sourceDocument", parameters
    from rule_profile
    where class_type = ${classType} and valid_from <= ${startsOn} and valid_to >= ${startsOn}
      and starts_with(${placeCode}, regexp_replace(place_code, '(00){1,2}$', ''))
      and jsonb_array_length(coalesce(parameters -> 'merged_from', '[]')) = 0
    order by place_code, valid_from, id`;
  const profiles = rows.map(({ id, parameters }) => ({
    id,
    parameters: ruleProfileParameters.parse(parameters),
  }));
  const [first, ...others] = profiles;
  if (!first) throw new Refusal('rules_missing', { field: 'classType' });
  if (others.length === 0) return first;
  const parameters = mergeProfiles([first, ...others]);
  const id = nameProfile(JSON.stringify(parameters));
  const latest =
    rows
      .map(({ validFrom }) => validFrom)
      .sort()
      .at(-1) ?? startsOn;
  const soonest = rows.map(({ validTo }) => validTo).sort()[0] ?? startsOn;
  await sql`
    insert into rule_profile (id, place_code, class_type, valid_from, valid_to, source_document, parameters)
    values (${id}, ${rows.at(-1)?.placeCode ?? placeCode}, ${classType}, ${latest}, ${soonest},
      ${rows.map(({ sourceDocument }) => sourceDocument).join(' · ')}, ${sql.json(parameters)})
    on conflict (id) do nothing`;
  return { id, parameters };
}

/** The id of a merged profile: the same rules, the same row. */
function nameProfile(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}
