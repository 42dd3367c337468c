-- Versions that were never made have no source yet: the seed enters them anew, through the doors of every other.
DELETE FROM job WHERE kind = 'prepare_lesson';
--> statement-breakpoint
DELETE FROM control_question WHERE video_version_id IN (SELECT id FROM video_version WHERE state IN ('processing', 'failed'));
--> statement-breakpoint
DELETE FROM video_version v WHERE v.state IN ('processing', 'failed')
  AND NOT EXISTS (SELECT 1 FROM lesson_progress p WHERE p.video_version_id = v.id);
--> statement-breakpoint
-- P011, I7: what happened to a version is written once and never changes, whoever is connected.
CREATE TRIGGER content_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON content_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
UPDATE institution SET kind = 'office' WHERE id IN (SELECT institution_id FROM person WHERE role = 'reviewer');
--> statement-breakpoint
-- The steps of app/approval/version-life.ts; no byte of a version changes once it was submitted (A14).
CREATE FUNCTION guard_video_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'uploaded' THEN
      RAISE EXCEPTION 'a version begins as uploaded' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.state NOT IN ('uploaded', 'processing', 'processed', 'failed') THEN
      RAISE EXCEPTION 'a submitted version never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
    ('uploaded', 'processing'), ('failed', 'processing'), ('processing', 'processed'),
    ('uploaded', 'failed'), ('processing', 'failed'), ('failed', 'uploaded'), ('processed', 'uploaded'),
    ('processed', 'submitted'), ('submitted', 'approved'), ('submitted', 'returned'), ('submitted', 'rejected'),
    ('approved', 'published'), ('approved', 'withdrawn'), ('published', 'withdrawn')
  ) THEN
    RAISE EXCEPTION 'a version does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state NOT IN ('uploaded', 'processing', 'processed', 'failed') AND (
    OLD.id, OLD.lesson_id, OLD.number, OLD.source_kind, OLD.source_blob, OLD.source_sha256, OLD.source_bytes,
    OLD.source_name, OLD.voice_blob, OLD.institution_id, OLD.uploaded_by, OLD.licence, OLD.portrait_rights, OLD.flags,
    OLD.probe, OLD.duration_ms, OLD.renditions, OLD.group_ms, OLD.segment_ms, OLD.content_key_sealed,
    OLD.content_sha256, OLD.created_at
  ) IS DISTINCT FROM (
    NEW.id, NEW.lesson_id, NEW.number, NEW.source_kind, NEW.source_blob, NEW.source_sha256, NEW.source_bytes,
    NEW.source_name, NEW.voice_blob, NEW.institution_id, NEW.uploaded_by, NEW.licence, NEW.portrait_rights, NEW.flags,
    NEW.probe, NEW.duration_ms, NEW.renditions, NEW.group_ms, NEW.segment_ms, NEW.content_key_sealed,
    NEW.content_sha256, NEW.created_at
  ) THEN
    RAISE EXCEPTION 'a submitted version never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  -- Its document is written with the approval and never after it.
  IF OLD.state NOT IN ('uploaded', 'processing', 'processed', 'failed', 'submitted')
    AND OLD.approval_document IS DISTINCT FROM NEW.approval_document THEN
    RAISE EXCEPTION 'an approval never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER video_version_life BEFORE INSERT OR UPDATE OR DELETE ON video_version
  FOR EACH ROW EXECUTE FUNCTION guard_video_version();
--> statement-breakpoint
-- The same for its parts, also in the moment in which it is handed in.
CREATE FUNCTION guard_version_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part_of uuid;
  state_now text;
BEGIN
  FOREACH part_of IN ARRAY ARRAY[
    CASE WHEN TG_OP <> 'INSERT' THEN OLD.video_version_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.video_version_id END]
  LOOP
    -- Waits for whoever takes a step with the version, and reads the state after that.
    SELECT v.state INTO state_now FROM video_version v WHERE v.id = part_of FOR SHARE;
    IF state_now NOT IN ('uploaded', 'processing', 'processed', 'failed') THEN
      RAISE EXCEPTION 'a submitted version never changes' USING ERRCODE = 'restrict_violation';
    END IF;
  END LOOP;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER version_file_fixed BEFORE INSERT OR UPDATE OR DELETE ON version_file
  FOR EACH ROW EXECUTE FUNCTION guard_version_part();
--> statement-breakpoint
CREATE TRIGGER control_question_fixed BEFORE INSERT OR UPDATE OR DELETE ON control_question
  FOR EACH ROW EXECUTE FUNCTION guard_version_part();
--> statement-breakpoint
CREATE TRIGGER theory_question_fixed BEFORE INSERT OR UPDATE OR DELETE ON theory_question
  FOR EACH ROW EXECUTE FUNCTION guard_version_part();
--> statement-breakpoint
CREATE TRIGGER video_version_kept BEFORE TRUNCATE ON video_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER version_file_kept BEFORE TRUNCATE ON version_file
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER control_question_kept BEFORE TRUNCATE ON control_question
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER theory_question_kept BEFORE TRUNCATE ON theory_question
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- P008: the order that a class was given stays as it is, whoever is connected.
CREATE TRIGGER course_lesson_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON course_lesson
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER course_version_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON course_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
