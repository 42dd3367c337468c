import type { Sql } from '../../db/client.ts';
import type { Role } from '../../db/schema/identity.ts';
import type { ConsentStanding } from '../identity/consent-version.ts';
import { maskPhone } from '../identity/mask-phone.ts';
import { readConsent } from '../identity/read-consent.server.ts';
import { readFaceStanding, type FaceStanding } from '../identity/read-face-standing.server.ts';
import type { Session } from '../identity/read-session.server.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CaseKind, PictureKind, ReferenceState } from '../presence/face-state.ts';
import {
  readActiveReference,
  readIdPhoto,
  type PictureSeen,
} from '../presence/review/read-pictures-of-case.server.ts';

/** One learner's face data as her clerk or an inspector sees them. */
export type PersonSeen = {
  learner: { id: string; name: string; maskedPhone: string; institution: string };
  consent: ConsentStanding;
  standing: FaceStanding;
  active: PictureSeen | null;
  idPhoto: PictureSeen | null;
  references: {
    id: string;
    state: ReferenceState;
    createdMs: number;
    changeReason: string | null;
    clerk: string | null;
    second: string | null;
  }[];
  openCases: { id: string; kind: CaseKind }[];
  /** Until when a clerk's word holds; null: no witness today. */
  witnessedUntilMs: number | null;
  /** Who saw her in person, newest first. */
  witnesses: { id: string; clerk: string; reason: string; atMs: number }[];
  views: { id: string; viewer: string; role: Role; kind: PictureKind; reason: string; atMs: number }[];
};

const viewsShown = 50;

/** Opens a learner for clerk and head of her institution, inspector and auditor; else `not_found`, as if she did not exist (F04). */
export async function readPerson(
  sql: Sql,
  { role, institutionId }: Pick<Session, 'role' | 'institutionId'>,
  learnerId: string,
  nowMs: number,
): Promise<PersonSeen> {
  const all = role === 'inspector' || role === 'auditor';
  const own = role === 'clerk' || role === 'head';
  const [row] = await sql<{ id: string; name: string; phone: string; institution: string }[]>`
    select p.id, p.name, p.phone, i.name as institution
    from person p join institution i on i.id = p.institution_id
    where p.id = ${learnerId} and p.role = 'learner'
      and (${all} or (${own} and p.institution_id = ${institutionId}))`;
  if (!row) throw new Refusal('not_found');
  const { phone, ...learner } = row;
  const [consent, standing, active, idPhoto, references, openCases, witnessedUntilMs, witnesses, views] =
    await Promise.all([
      readConsent(sql, learnerId),
      readFaceStanding(sql, learnerId),
      readActiveReference(sql, learnerId),
      readIdPhoto(sql, learnerId),
      readReferences(sql, learnerId),
      sql<{ id: string; kind: CaseKind }[]>`
        select id, kind from face_case
        where learner_id = ${learnerId} and decided_at is null
          and (${all} or kind <> 'duplicate')
        order by opened_at`,
      readWitnessedUntil(sql, learnerId, nowMs),
      readWitnesses(sql, learnerId),
      readViews(sql, learnerId),
    ]);
  return {
    learner: { ...learner, maskedPhone: maskPhone(phone) },
    ...{ consent, standing, active, idPhoto, references, openCases, witnessedUntilMs, witnesses, views },
  };
}

type ReferenceRow = Omit<PersonSeen['references'][number], 'createdMs'> & { createdAt: Date };

async function readReferences(sql: Sql, learnerId: string): Promise<PersonSeen['references']> {
  const rows = await sql<ReferenceRow[]>`
    select r.id, r.state, r.created_at as "createdAt", r.change_reason as "changeReason", c.name as clerk,
      s.name as second
    from face_reference r left join person c on c.id = r.clerk_id left join person s on s.id = r.second_id
    where r.learner_id = ${learnerId} order by r.created_at desc limit 20`;
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdMs: createdAt.getTime() }));
}

async function readWitnessedUntil(sql: Sql, learnerId: string, nowMs: number): Promise<number | null> {
  const [row] = await sql<{ until: Date | null }[]>`
    select max(until) as until from face_witness
    where learner_id = ${learnerId} and until > ${new Date(nowMs)}`;
  return row?.until?.getTime() ?? null;
}

async function readWitnesses(sql: Sql, learnerId: string): Promise<PersonSeen['witnesses']> {
  const rows = await sql<{ id: string; clerk: string; reason: string; at: Date }[]>`
    select w.id, p.name as clerk, w.reason, w.witnessed_at as at
    from face_witness w join person p on p.id = w.clerk_id
    where w.learner_id = ${learnerId} order by w.witnessed_at desc limit 20`;
  return rows.map(({ at, ...row }) => ({ ...row, atMs: at.getTime() }));
}

/** Who looked at her pictures, newest first. */
async function readViews(sql: Sql, learnerId: string): Promise<PersonSeen['views']> {
  const rows = await sql<(Omit<PersonSeen['views'][number], 'atMs'> & { at: Date })[]>`
    select v.id, p.name as viewer, v.viewer_role as role, v.picture_kind as kind, v.reason, v.at
    from data_view v join person p on p.id = v.viewer_id
    where v.learner_id = ${learnerId} and v.kind = 'picture' order by v.seq desc limit ${viewsShown}`;
  return rows.map(({ at, ...row }) => ({ ...row, atMs: at.getTime() }));
}
