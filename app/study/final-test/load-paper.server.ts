import type { RawRow, Sql, SqlTx } from '../../../db/client.ts';
import type { testPaper } from '../../../db/schema/final-test.ts';
import type { TestPaper } from './test-state.ts';

type Row = RawRow<typeof testPaper> & {
  given: { place: number; choice: number }[] | null;
};

function readRow(row: Row): TestPaper {
  const { photo_id: photoId, photo_asked_boot: boot, questions, given } = row;
  const choices = new Map((given ?? []).map(({ place, choice }) => [place, choice]));
  const asked =
    boot === null
      ? null
      : { wallMs: row.photo_asked_wall_ms ?? 0, monoMs: row.photo_asked_mono_ms ?? 0, boot };
  return {
    learnerId: row.learner_id,
    id: row.id,
    enrolmentId: row.enrolment_id,
    attempt: row.attempt,
    bankSha256: row.bank_sha256.toString('hex'),
    salt: row.salt.toString('hex'),
    questions,
    rules: row.rules,
    face: row.face,
    opened: { wallMs: row.opened_wall_ms, monoMs: row.opened_mono_ms, boot: row.opened_boot },
    fence: row.fence,
    windowId: row.window_id,
    windows: row.windows,
    lastSeenMs: row.last_seen_at.getTime(),
    answers: questions.map((_, i) => choices.get(i + 1) ?? null),
    photo:
      photoId === null
        ? null
        : { id: photoId, dueMs: row.photo_due_ms, dueAnswers: row.photo_due_answers, asked },
    photosTaken: row.photos_taken,
    photosMissed: row.photos_missed,
    end:
      row.ended_at === null || row.end_reason === null
        ? null
        : {
            reason: row.end_reason,
            atMs: row.ended_at.getTime(),
            right: row.right_count ?? 0,
            isPassed: row.is_passed ?? false,
          },
  };
}

/** The papers of a learner, the oldest first: of one enrolment, one by its id, or the open one. Never another learner's (O5). */
export async function loadPapers(
  sql: Sql | SqlTx,
  learnerId: string,
  which: { enrolmentId: string } | { paperId: string } | 'open',
): Promise<TestPaper[]> {
  const one =
    which === 'open'
      ? sql`p.ended_at is null`
      : 'paperId' in which
        ? sql`p.id = ${which.paperId}`
        : sql`p.enrolment_id = ${which.enrolmentId}`;
  const rows = await sql<Row[]>`
    select p.*, (select jsonb_agg(jsonb_build_object('place', a.place, 'choice', a.choice)) from test_answer a
      where a.learner_id = p.learner_id and a.paper_id = p.id) as given
    from test_paper p where p.learner_id = ${learnerId} and ${one} order by p.opened_wall_ms, p.attempt`;
  return rows.map(readRow);
}

/** Writes what a step changed of an open paper: its window and its photographs. */
export async function savePaper(tx: SqlTx, paper: TestPaper, nowMs: number): Promise<void> {
  const { photo } = paper;
  await tx`update test_paper set fence = ${paper.fence}, window_id = ${paper.windowId}, windows = ${paper.windows},
      face = ${paper.face},
      last_seen_at = ${new Date(nowMs)}, photo_id = ${photo?.id ?? null}, photo_due_ms = ${photo?.dueMs ?? 0},
      photo_due_answers = ${photo?.dueAnswers ?? 0}, photo_asked_wall_ms = ${photo?.asked?.wallMs ?? null},
      photo_asked_mono_ms = ${photo?.asked?.monoMs ?? null}, photo_asked_boot = ${photo?.asked?.boot ?? null},
      photos_taken = ${paper.photosTaken}, photos_missed = ${paper.photosMissed}
    where learner_id = ${paper.learnerId} and id = ${paper.id} and ended_at is null`;
}
