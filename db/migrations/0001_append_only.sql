-- I7, I8: the log grows and never changes, whoever is connected.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'evidence is append-only' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER evidence_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- I1: proven never passes the length, the frontier never falls behind what is proven.
ALTER TABLE lesson_progress ADD CONSTRAINT progress_in_order
  CHECK (0 <= proven_ms AND proven_ms <= frontier_ms AND frontier_ms <= duration_ms);
