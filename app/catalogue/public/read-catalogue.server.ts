import type { Sql } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { chinaDay } from '../../training/class-day.ts';
import { defaultParameters, ruleProfileParameters } from '../../training/rule-profile.ts';
import { strictestRule, type TargetRule } from '../count-targets.ts';
import type { Catalogue } from './catalogue.wire.ts';
import { describeCatalogue, type PublishedVersion } from './describe-catalogue.ts';

/** The target of the profiles that are valid on a day; where several ask, what asks most. */
async function readTargetRule(sql: Sql, day: string): Promise<TargetRule> {
  const rows = await sql<{ parameters: unknown }[]>`
    select parameters from rule_profile where valid_from <= ${day} and valid_to >= ${day}`;
  const rules = rows.map(({ parameters }) => ruleProfileParameters.parse(parameters).catalogue_targets);
  return strictestRule(rules, day) ?? defaultParameters.catalogue_targets;
}

/** The public catalogue as it is now: nothing that is not approved and published enters it (P011, P013). */
export async function readCatalogue(sql: Sql, now: ClockReading): Promise<Catalogue> {
  const day = chinaDay(now.wallMs);
  const [rule, versions] = await Promise.all([
    readTargetRule(sql, day),
    sql<PublishedVersion[]>`
      select v.lesson_id as "lessonId", l.title, l.slug, o.id as "occupationId", o.name as occupation, o.code,
        o.is_shared as "isShared", v.number, v.state, v.duration_ms as "durationMs",
        v.approval_document as "approvalDocument", encode(v.source_sha256, 'hex') as "sourceSha256",
        floor(extract(epoch from coalesce(v.published_at, v.created_at)) * 1000)::bigint as "publishedMs",
        to_char(v.approved_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "approvedOn"
      from video_version v join lesson l on l.id = v.lesson_id join occupation o on o.id = l.occupation_id
      where v.state = 'published' and v.approval_document is not null`,
  ]);
  return describeCatalogue(versions, rule, day);
}
