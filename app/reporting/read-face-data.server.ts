import type { Sql } from '../../db/client.ts';
import { countStock, type Stock } from '../presence/keeping/count-stock.server.ts';
import { faceNumbers } from '../presence/keeping/face-numbers.ts';
import { readAssessments } from '../presence/keeping/impact-register.server.ts';
import { isAssessmentDue, type Assessment } from '../presence/keeping/is-assessment-due.ts';
import { judgeStock, type StockLevel } from '../presence/keeping/judge-stock.ts';

/** One deletion: whose institution, what, how many, why. No person is named here. */
export type ErasureSeen = {
  id: string;
  institution: string;
  what: 'frames' | 'snapshots' | 'references' | 'key';
  count: number;
  why: 'appeal_over' | 'retention_over' | 'consent_withdrawn';
  atMs: number;
};

/** What is stored of faces in the whole platform, and what has to be done about it. */
export type FaceDataSeen = {
  stock: Stock;
  level: StockLevel;
  nextAt: number | null;
  assessments: Assessment[];
  assessmentDue: boolean;
  erasures: ErasureSeen[];
};

const erasuresShown = 100;

/** Counts the stock and reads register and deletions. The caller has checked who asks. */
export async function readFaceData(sql: Sql): Promise<FaceDataSeen> {
  const [stock, assessments, erasures] = await Promise.all([
    countStock(sql),
    readAssessments(sql),
    readErasures(sql),
  ]);
  const { modelId, thresholds } = faceNumbers;
  const assessmentDue = isAssessmentDue(assessments, modelId, thresholds);
  return { stock, ...judgeStock(stock.persons), assessments, assessmentDue, erasures };
}

async function readErasures(sql: Sql): Promise<ErasureSeen[]> {
  const rows = await sql<(Omit<ErasureSeen, 'atMs'> & { at: Date })[]>`
    select e.id, i.name as institution, e.what, e.count, e.why, e.at
    from erasure e join person p on p.id = e.learner_id join institution i on i.id = p.institution_id
    order by e.at desc, e.id limit ${erasuresShown}`;
  return rows.map(({ at, ...row }) => ({ ...row, atMs: at.getTime() }));
}
