-- The beats of a learner that follow each other and only earn are folded into one row, hers, until anything else happens:
-- then they become one event of her chain. `rev` grows whenever her lock is taken or a beat is folded.
ALTER TABLE chain_head
  ADD COLUMN rev bigint NOT NULL DEFAULT 0,
  ADD COLUMN span_fence bigint,
  ADD COLUMN span_video_id uuid,
  ADD COLUMN span_first_seq integer,
  ADD COLUMN span_from_ms bigint,
  ADD COLUMN span_to_ms bigint,
  ADD COLUMN span_spent_ms bigint,
  ADD COLUMN span_media_ms bigint,
  ADD COLUMN span_beats text,
  ADD COLUMN span_wall_ms bigint,
  ADD COLUMN span_mono_ms bigint,
  ADD COLUMN span_boot text,
  ADD CONSTRAINT chain_head_span CHECK (num_nulls(span_fence, span_video_id, span_first_seq, span_from_ms, span_to_ms,
    span_spent_ms, span_media_ms, span_beats, span_wall_ms, span_mono_ms, span_boot) IN (0, 11));
--> statement-breakpoint
-- What a beat changes has room beside it on its page.
ALTER TABLE chain_head SET (fillfactor = 50);
--> statement-breakpoint
ALTER TABLE lease SET (fillfactor = 80);
--> statement-breakpoint
ALTER TABLE lesson_progress SET (fillfactor = 80);
--> statement-breakpoint
ALTER TABLE enrolment_study SET (fillfactor = 80);
--> statement-breakpoint
-- What is remembered of a study is remembered of the sign-in that asked for it, too: `rev` grows when a sign-in ends or its
-- person may not study any more, whoever wrote that.
CREATE FUNCTION outdate_study() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE chain_head SET rev = rev + 1 WHERE learner_id = (to_jsonb(OLD) ->> TG_ARGV[0])::uuid;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER session_outdates_study AFTER DELETE OR UPDATE OF person_id, expires_at ON session
  FOR EACH ROW EXECUTE FUNCTION outdate_study('person_id');
--> statement-breakpoint
CREATE TRIGGER person_outdates_study AFTER UPDATE OF role, password_hash, suspended_at ON person
  FOR EACH ROW EXECUTE FUNCTION outdate_study('id');
--> statement-breakpoint
-- What the last beat earned, where its answer is not kept in words.
ALTER TABLE lease ADD COLUMN last_earned_ms bigint;
