-- A script that gets a human voice is made anew: processed → uploaded. Everything else as before.
CREATE OR REPLACE FUNCTION guard_video_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
    ('uploaded', 'processing'), ('failed', 'processing'), ('processing', 'processed'),
    ('uploaded', 'failed'), ('processing', 'failed'), ('failed', 'uploaded'), ('processed', 'uploaded'),
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
