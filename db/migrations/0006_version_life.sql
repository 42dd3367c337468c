-- P011, I7: what happened to a version is written once and never changes, whoever is connected.
CREATE TRIGGER content_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON content_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
UPDATE institution SET kind = 'office' WHERE id IN (SELECT institution_id FROM person WHERE role = 'reviewer');
--> statement-breakpoint
-- The steps of app/approval/version-life.ts, and no byte of a version changes once it was submitted.
CREATE FUNCTION guard_video_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
    ('uploaded', 'processing'), ('failed', 'processing'), ('processing', 'processed'),
    ('uploaded', 'failed'), ('processing', 'failed'), ('failed', 'uploaded'),
    ('processed', 'submitted'), ('submitted', 'approved'), ('submitted', 'returned'), ('submitted', 'rejected'),
    ('approved', 'published'), ('approved', 'withdrawn'), ('published', 'withdrawn')
  ) THEN
    RAISE EXCEPTION 'a version does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state NOT IN ('uploaded', 'processing', 'processed', 'failed') AND (
    OLD.lesson_id, OLD.number, OLD.source_kind, OLD.source_blob, OLD.source_sha256, OLD.voice_blob, OLD.institution_id,
    OLD.uploaded_by, OLD.licence, OLD.portrait_rights, OLD.duration_ms, OLD.renditions, OLD.group_ms, OLD.segment_ms,
    OLD.content_key_sealed, OLD.content_sha256
  ) IS DISTINCT FROM (
    NEW.lesson_id, NEW.number, NEW.source_kind, NEW.source_blob, NEW.source_sha256, NEW.voice_blob, NEW.institution_id,
    NEW.uploaded_by, NEW.licence, NEW.portrait_rights, NEW.duration_ms, NEW.renditions, NEW.group_ms, NEW.segment_ms,
    NEW.content_key_sealed, NEW.content_sha256
  ) THEN
    RAISE EXCEPTION 'a submitted version never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER video_version_life BEFORE UPDATE ON video_version
  FOR EACH ROW EXECUTE FUNCTION guard_video_version();
--> statement-breakpoint
CREATE FUNCTION guard_version_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM video_version v
    WHERE v.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.video_version_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.video_version_id END)
      AND v.state NOT IN ('uploaded', 'processing', 'processed', 'failed')
  ) THEN
    RAISE EXCEPTION 'a submitted version never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER version_file_fixed BEFORE INSERT OR UPDATE OR DELETE ON version_file
  FOR EACH ROW EXECUTE FUNCTION guard_version_part();
--> statement-breakpoint
CREATE TRIGGER control_question_fixed BEFORE INSERT OR UPDATE OR DELETE ON control_question
  FOR EACH ROW EXECUTE FUNCTION guard_version_part();
