import type { z } from 'zod';
import type { ClassType } from '../../app/training/plan/class-type.ts';
import { ruleProfileParameters } from '../../app/training/rule-profile.ts';
import type { SqlTx } from '../client.ts';
import { demoId } from './demo-id.ts';

type Asked = z.input<typeof ruleProfileParameters>;

/** Rules of a place and a period as its document writes them, for each type of class that it speaks of. */
type Document = {
  name: string;
  placeCode: string;
  validFrom: string;
  validTo: string;
  sourceDocument: string;
  types: Partial<Record<ClassType, Asked>>;
};

const open = '2099-12-31';
/** Targets of the catalogue are Henan's; no other document asks for one (P013). */
const noTargets = {
  launch_year: 2100,
  ...{ occupations_min: 0, minutes_min: 0, occupations_per_year: 0, minutes_per_year: 0 },
};
/** A least total is asked of certificates only (P037). */
const withoutTotal = Object.fromEntries(
  Object.entries(ruleProfileParameters.parse({}).basis).filter(([name]) => name !== 'min_total_hours'),
);
const withoutLeast: Asked = { min_total_hours: 0, basis: withoutTotal };

const jiaozuo: Asked = {
  online_theory_max_pct: 40,
  practical_min_pct: 65,
  min_total_hours: 0,
  basis: { practical_min_pct: 'P034' },
  catalogue_targets: noTargets,
};
const liaoning: Asked = {
  practical_min_pct: 0,
  class_hour_min_s: 2_700,
  min_total_hours: 0,
  basis: {},
  catalogue_targets: noTargets,
};
const beijing = (min_total_hours: number, clause: string): Asked => ({
  min_total_hours,
  subsidy_max_yuan: 900,
  basis: { min_total_hours: clause, subsidy_max_yuan: 'P040' },
  catalogue_targets: noTargets,
});

/**
 * The profiles that are shipped. Where a document is silent, the platform's own caution (the defaults) stands, without a
 * clause. The rule of Jiaozuo outlives the years of its plan until a later document of the city lifts it.
 */
export const shippedProfiles: Document[] = [
  {
    name: 'Henan 2023',
    ...{ placeCode: '410000', validFrom: '2023-01-01', validTo: open },
    sourceDocument: '河南省“人人持证、技能河南”建设工作方案(2023年)',
    types: { subsidised: withoutLeast, certificate: {}, apprentice: withoutLeast },
  },
  {
    name: 'Jiaozuo 2021',
    ...{ placeCode: '410800', validFrom: '2021-01-01', validTo: open },
    sourceDocument: '焦作市护理技能培训计划(2020—2022年)',
    types: { subsidised: jiaozuo, certificate: jiaozuo, apprentice: jiaozuo },
  },
  {
    name: 'Liaoning 2021',
    ...{ placeCode: '210000', validFrom: '2021-01-01', validTo: '2022-12-31' },
    sourceDocument: '辽宁省护理技能培训计划(2021年)',
    types: { subsidised: { ...liaoning, online_theory_max_pct: 40 } },
  },
  {
    name: 'Liaoning 2023',
    ...{ placeCode: '210000', validFrom: '2023-01-01', validTo: open },
    sourceDocument: '辽宁省 2023 年线上课时比例(文件全称待核)',
    types: { subsidised: { ...liaoning, online_theory_max_pct: 50 } },
  },
  {
    name: 'Beijing 2023',
    ...{ placeCode: '110000', validFrom: '2023-01-01', validTo: open },
    sourceDocument: '北京市养老服务人才队伍建设计划(2023—2025年)',
    types: {
      elder_care: beijing(60, 'P039'),
      family_care: beijing(16, 'P038'),
      mutual_aid: beijing(16, 'P038'),
    },
  },
];

/**
 * Enters the shipped profiles as the platform's own rows; those that are there stay as they are. The catalogue's targets
 * begin with the year in which they are entered: the launch of this platform.
 */
export async function enterRuleProfiles(tx: SqlTx, today: Date): Promise<void> {
  for (const { name, placeCode, validFrom, validTo, sourceDocument, types } of shippedProfiles)
    for (const [classType, asked] of Object.entries(types)) {
      const parameters = ruleProfileParameters.parse(asked);
      const targets = parameters.catalogue_targets;
      if (targets.minutes_min > 0) targets.launch_year = today.getUTCFullYear();
      await tx`
        insert into rule_profile (id, place_code, class_type, valid_from, valid_to, source_document, parameters)
        values (${demoId(`rules ${name} ${classType}`)}, ${placeCode}, ${classType}, ${validFrom}, ${validTo},
          ${sourceDocument}, ${tx.json(parameters)})
        on conflict (id) do nothing`;
    }
}
