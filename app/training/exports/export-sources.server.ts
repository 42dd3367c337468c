import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { maskPhone } from '../../identity/mask-phone.ts';
import { csvLine } from '../../platform/csv-line.ts';
import { chinaDay, chinaTime } from '../class-day.ts';
import { readHours } from '../outbox/read-hours.server.ts';
import { mayOwn } from '../own-class.server.ts';
import type { ExportKind } from './export-kinds.ts';
import { learnerHeads } from './export-words.ts';

/** The next part of a file: its text, how many rows it holds, and after which row the one after it begins. */
export type Part = { text: string; rows: number; after: string };

/** Where a file comes from: all its rows counted, then read in parts in one order. Each query asks what concerns the session (H10). */
export type ExportSource = {
  fileName: string;
  type: string;
  head(lang: 'zh' | 'en'): string;
  count(sql: Sql, session: Session): Promise<number>;
  read(sql: Sql, session: Session, after: string | null): Promise<Part | null>;
};

export const rowsInPart = 500;
const noId = '00000000-0000-0000-0000-000000000000';
const minutes = (ms: number) => Math.floor(ms / 60_000);

type LearnerRow = {
  classId: string;
  enrolmentId: string;
  institution: string;
  title: string;
  startsOn: string;
  endsOn: string;
  name: string;
  phone: string;
};

const learners: ExportSource = {
  fileName: 'learners.csv',
  type: 'text/csv; charset=utf-8',
  head: (lang) => `\ufeff${csvLine(learnerHeads.map((head) => head[lang]))}`,
  async count(sql, session) {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from enrolment e join training_class c on c.id = e.class_id where ${mayOwn(sql, session)}`;
    return row?.count ?? 0;
  },
  async read(sql, session, after) {
    const [afterClass = noId, afterEnrolment = noId] = after?.split(' ') ?? [];
    const rows = await sql<LearnerRow[]>`
      select c.id as "classId", e.id as "enrolmentId", i.name as institution, c.title, c.starts_on::text as "startsOn",
        c.ends_on::text as "endsOn", p.name, p.phone
      from enrolment e join training_class c on c.id = e.class_id join institution i on i.id = c.institution_id
        join person p on p.id = e.learner_id
      where (e.class_id, e.id) > (${afterClass}::uuid, ${afterEnrolment}::uuid) and ${mayOwn(sql, session)}
      order by e.class_id, e.id limit ${rowsInPart}`;
    const last = rows.at(-1);
    if (!last) return null;
    const hours = await readHours(
      sql,
      rows.map(({ enrolmentId }) => enrolmentId),
    );
    const lines = rows.map((row) => {
      const own = hours.get(row.enrolmentId);
      const lastMs = own?.lastStudiedMs ?? null;
      return csvLine([
        ...[row.institution, row.title, row.startsOn, row.endsOn, row.name, maskPhone(row.phone)],
        ...[minutes(own?.creditedMs ?? 0), Math.ceil((own?.withheldMs ?? 0) / 60_000)],
        ...[own?.completedLessons ?? 0, own?.recognisedHours ?? 0],
        lastMs === null ? '' : `${chinaDay(lastMs)} ${chinaTime(lastMs)}`,
      ]);
    });
    return { text: lines.join(''), rows: rows.length, after: `${last.classId} ${last.enrolmentId}` };
  },
};

type RecordRow = { seq: number; line: string };

const supervision: ExportSource = {
  fileName: 'supervision.jsonl',
  type: 'application/x-ndjson; charset=utf-8',
  head: () => '',
  async count(sql, session) {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from supervision_record r join training_class c on c.id = r.class_id
      where ${mayOwn(sql, session)}`;
    return row?.count ?? 0;
  },
  async read(sql, session, after) {
    const rows = await sql<RecordRow[]>`
      select r.seq, jsonb_build_object('seq', r.seq, 'kind', r.kind, 'version', r.version, 'at', r.at,
        'payload', r.payload, 'sha256', r.sha256, 'deliveredAt', d.delivered_at)::text as line
      from supervision_record r join supervision_delivery d on d.seq = r.seq join training_class c on c.id = r.class_id
      where r.seq > ${Number(after ?? 0)} and ${mayOwn(sql, session)}
      order by r.seq limit ${rowsInPart}`;
    const last = rows.at(-1);
    if (!last) return null;
    return { text: rows.map(({ line }) => `${line}\n`).join(''), rows: rows.length, after: String(last.seq) };
  },
};

export const exportSources: Record<ExportKind, ExportSource> = { learners, supervision };
