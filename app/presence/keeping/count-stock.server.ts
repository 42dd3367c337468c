import type { Sql, SqlTx } from '../../../db/client.ts';

/** Persons whose face data are stored, all and by kind. */
export type Stock = {
  persons: number;
  withReference: number;
  withIdPhoto: number;
  withSnapshots: number;
  withFrames: number;
};

/** Counts the persons with stored face data, over all institutions. */
export async function countStock(sql: Sql | SqlTx): Promise<Stock> {
  const [stock] = await sql<Stock[]>`
    select count(*) filter (where reference or photo or snapshots or frames)::int as persons,
      count(*) filter (where reference)::int as "withReference", count(*) filter (where photo)::int as "withIdPhoto",
      count(*) filter (where snapshots)::int as "withSnapshots", count(*) filter (where frames)::int as "withFrames"
    from (
      select
        exists (select 1 from face_reference r where r.learner_id = p.id and r.template_sealed is not null) as reference,
        exists (select 1 from id_photo i where i.learner_id = p.id) as photo,
        exists (select 1 from snapshot s where s.learner_id = p.id and s.erased_at is null) as snapshots,
        exists (select 1 from face_challenge c where c.learner_id = p.id and c.frames_erased_at is null and exists (
          select 1 from face_frame f where f.learner_id = p.id and f.challenge_id = c.id)) as frames
      from person p join learner_key k on k.learner_id = p.id where p.role = 'learner') held`;
  if (!stock) throw new Error('the stock cannot be counted');
  return stock;
}
