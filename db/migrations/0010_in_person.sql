-- Hours in person: the timetable of a class, who was there, what was recorded (P024, P049–P055).
CREATE TABLE class_session (
  id uuid PRIMARY KEY,
  class_id uuid NOT NULL REFERENCES training_class (id),
  day date NOT NULL,
  -- Minutes of the day in China.
  from_minute integer NOT NULL CHECK (from_minute >= 0),
  to_minute integer NOT NULL CHECK (to_minute <= 1440),
  kind text NOT NULL CHECK (kind IN ('theory', 'practice')),
  hours integer NOT NULL CHECK (hours BETWEEN 1 AND 16),
  room text NOT NULL CHECK (room <> ''),
  teacher_id uuid NOT NULL REFERENCES person (id),
  -- The session that a make-up lesson is held for (P055).
  makes_up uuid REFERENCES class_session (id),
  state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'cancelled')),
  reason text NOT NULL DEFAULT '',
  revision integer NOT NULL DEFAULT 0,
  changed_by uuid NOT NULL REFERENCES person (id),
  changed_at timestamptz NOT NULL,
  CONSTRAINT session_in_order CHECK (from_minute < to_minute),
  CONSTRAINT session_reason CHECK (state = 'planned' OR reason <> '')
);
--> statement-breakpoint
CREATE INDEX class_session_class ON class_session (class_id, day);
--> statement-breakpoint
CREATE INDEX class_session_teacher ON class_session (teacher_id, day);
--> statement-breakpoint
CREATE TABLE class_session_past (
  session_id uuid NOT NULL REFERENCES class_session (id),
  revision integer NOT NULL,
  -- The session as it was before this change.
  was jsonb NOT NULL,
  PRIMARY KEY (session_id, revision)
);
--> statement-breakpoint
CREATE TRIGGER class_session_past_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON class_session_past
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The learners of a make-up lesson, and why each was missing (P055).
CREATE TABLE session_learner (
  session_id uuid NOT NULL REFERENCES class_session (id),
  enrolment_id uuid NOT NULL REFERENCES enrolment (id),
  reason text NOT NULL CHECK (reason <> ''),
  PRIMARY KEY (session_id, enrolment_id)
);
--> statement-breakpoint
CREATE TRIGGER session_learner_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON session_learner
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TABLE attendance_sheet (
  id uuid PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES class_session (id),
  source text NOT NULL CHECK (source IN ('hand', 'device')),
  file_sha256 text,
  -- Why what was recorded before is changed.
  reason text NOT NULL DEFAULT '',
  taken_by uuid NOT NULL REFERENCES person (id),
  taken_at timestamptz NOT NULL,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT sheet_of_file CHECK ((source = 'device') = (file_sha256 IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX attendance_sheet_session ON attendance_sheet (session_id, seq);
--> statement-breakpoint
CREATE TRIGGER attendance_sheet_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON attendance_sheet
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TABLE attendance_entry (
  sheet_id uuid NOT NULL REFERENCES attendance_sheet (id),
  enrolment_id uuid NOT NULL REFERENCES enrolment (id),
  state text NOT NULL CHECK (state IN ('present', 'late', 'absent')),
  -- When she was there: from and to in turn, seconds of the day in China, in order and apart.
  spans integer[] NOT NULL,
  PRIMARY KEY (sheet_id, enrolment_id),
  CONSTRAINT entry_spans CHECK (cardinality(spans) % 2 = 0 AND (state = 'absent') = (cardinality(spans) = 0))
);
--> statement-breakpoint
CREATE INDEX attendance_entry_enrolment ON attendance_entry (enrolment_id);
--> statement-breakpoint
CREATE TRIGGER attendance_entry_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON attendance_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What a second person said of a sheet that was taken by hand.
CREATE TABLE attendance_outcome (
  sheet_id uuid PRIMARY KEY REFERENCES attendance_sheet (id),
  outcome text NOT NULL CHECK (outcome IN ('confirmed', 'declined')),
  decided_by uuid NOT NULL REFERENCES person (id),
  decided_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER attendance_outcome_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON attendance_outcome
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TABLE session_recording (
  id uuid PRIMARY KEY,
  class_id uuid NOT NULL REFERENCES training_class (id),
  session_id uuid NOT NULL REFERENCES class_session (id),
  kept_at text NOT NULL CHECK (kept_at <> ''),
  -- One piece without a break, seconds of the day in China.
  from_s integer NOT NULL CHECK (from_s >= 0),
  to_s integer NOT NULL CHECK (to_s <= 86400),
  sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  visible integer NOT NULL CHECK (visible >= 0),
  recorded_by uuid NOT NULL REFERENCES person (id),
  recorded_at timestamptz NOT NULL,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT recording_in_order CHECK (from_s < to_s),
  CONSTRAINT recording_once UNIQUE (session_id, kept_at, from_s, to_s)
);
--> statement-breakpoint
CREATE UNIQUE INDEX recording_bytes_once ON session_recording (sha256) WHERE sha256 IS NOT NULL;
--> statement-breakpoint
CREATE INDEX session_recording_class ON session_recording (class_id);
--> statement-breakpoint
CREATE TRIGGER session_recording_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON session_recording
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What the subsidy of a class hangs on; the last word counts (P053).
CREATE TABLE class_subsidy_fact (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  class_id uuid NOT NULL REFERENCES training_class (id),
  kind text NOT NULL CHECK (kind IN ('cancelled', 'lifted')),
  clause text NOT NULL,
  reason text NOT NULL DEFAULT '',
  -- Null: the rule itself, with no person behind it.
  decided_by uuid REFERENCES person (id),
  at timestamptz NOT NULL,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT subsidy_lifted_why CHECK (kind = 'cancelled' OR (reason <> '' AND decided_by IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX class_subsidy_fact_class ON class_subsidy_fact (class_id, seq);
--> statement-breakpoint
CREATE TRIGGER class_subsidy_fact_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON class_subsidy_fact
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Whose number on a sign-in device it is, learnt from a row that named both.
CREATE TABLE device_number (
  class_id uuid NOT NULL REFERENCES training_class (id),
  number text NOT NULL,
  enrolment_id uuid NOT NULL REFERENCES enrolment (id),
  PRIMARY KEY (class_id, number)
);
--> statement-breakpoint
-- The file of a device on its way in; sealed, and gone once it is confirmed, dropped or too old.
CREATE TABLE attendance_import (
  id uuid PRIMARY KEY,
  class_id uuid NOT NULL REFERENCES training_class (id),
  created_by uuid NOT NULL REFERENCES person (id),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed', 'dropped', 'expired')),
  file_sha256 text NOT NULL,
  rows_sealed bytea,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  confirmed_count integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX attendance_import_open ON attendance_import (class_id, created_by) WHERE state = 'open';
--> statement-breakpoint
CREATE INDEX attendance_import_expires ON attendance_import (expires_at) WHERE state = 'open';
--> statement-breakpoint
-- A session lies in its class, lasts its hours (P032), is never deleted, and leaves what it was. One for which
-- attendance was taken stays where it was.
CREATE FUNCTION guard_class_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  class_row record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a session is cancelled, never deleted'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'session_kept';
  END IF;
  SELECT c.starts_on, c.ends_on, coalesce((r.parameters ->> 'class_hour_min_s')::int, 2400) AS hour_s
    INTO class_row FROM training_class c JOIN rule_profile r ON r.id = c.rule_profile_id WHERE c.id = NEW.class_id;
  IF NEW.state = 'planned' AND (NEW.day < class_row.starts_on OR NEW.day > class_row.ends_on
      OR (NEW.to_minute - NEW.from_minute) * 60 < NEW.hours * class_row.hour_s) THEN
    RAISE EXCEPTION 'a session lies in its class and lasts its hours (P032)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'session_fits';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (OLD.id, OLD.class_id, OLD.makes_up) IS DISTINCT FROM (NEW.id, NEW.class_id, NEW.makes_up)
        OR OLD.state = 'cancelled' OR NEW.revision <> OLD.revision + 1
        OR (NEW.day, NEW.from_minute, NEW.to_minute, NEW.kind, NEW.hours, NEW.teacher_id, NEW.state)
          IS DISTINCT FROM (OLD.day, OLD.from_minute, OLD.to_minute, OLD.kind, OLD.hours, OLD.teacher_id, OLD.state)
        AND EXISTS (SELECT 1 FROM attendance_sheet s WHERE s.session_id = OLD.id) THEN
      RAISE EXCEPTION 'a session that was held stays as it was'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'session_held';
    END IF;
    INSERT INTO class_session_past (session_id, revision, was) VALUES (OLD.id, OLD.revision, to_jsonb(OLD));
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER class_session_guard BEFORE INSERT OR UPDATE OR DELETE ON class_session
  FOR EACH ROW EXECUTE FUNCTION guard_class_session();
--> statement-breakpoint
CREATE TRIGGER class_session_whole BEFORE TRUNCATE ON class_session
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Nobody is marked before the class was approved (P019), nor before her session is over.
CREATE FUNCTION guard_attendance_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM class_session s JOIN training_class c ON c.id = s.class_id
      WHERE s.id = NEW.session_id AND s.state = 'planned' AND c.state = 'approved') THEN
    RAISE EXCEPTION 'attendance is taken in approved classes only (P019)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_approved';
  END IF;
  IF EXISTS (SELECT 1 FROM class_session s WHERE s.id = NEW.session_id
      AND (s.day + make_interval(mins => s.to_minute)) AT TIME ZONE 'Asia/Shanghai' > NEW.taken_at) THEN
    RAISE EXCEPTION 'attendance is taken when a session is over'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_over';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER attendance_sheet_guard BEFORE INSERT ON attendance_sheet
  FOR EACH ROW EXECUTE FUNCTION guard_attendance_sheet();
--> statement-breakpoint
-- Learners of this class only, in a make-up lesson those that are named for it (P055).
CREATE FUNCTION guard_attendance_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM attendance_sheet a JOIN class_session s ON s.id = a.session_id
      JOIN enrolment e ON e.id = NEW.enrolment_id AND e.class_id = s.class_id
      WHERE a.id = NEW.sheet_id AND (s.makes_up IS NULL OR EXISTS (SELECT 1 FROM session_learner l
        WHERE l.session_id = s.id AND l.enrolment_id = NEW.enrolment_id))) THEN
    RAISE EXCEPTION 'she is not of this session' USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_class';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER attendance_entry_guard BEFORE INSERT ON attendance_entry
  FOR EACH ROW EXECUTE FUNCTION guard_attendance_entry();
--> statement-breakpoint
-- Whoever took a sheet does not confirm it; who does is of the same institution.
CREATE FUNCTION guard_attendance_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM attendance_sheet a JOIN class_session s ON s.id = a.session_id
      JOIN training_class c ON c.id = s.class_id
      JOIN person p ON p.id = NEW.decided_by AND p.institution_id = c.institution_id AND p.role IN ('clerk', 'teacher')
      WHERE a.id = NEW.sheet_id AND a.source = 'hand' AND (NEW.outcome = 'declined' OR a.taken_by <> NEW.decided_by)) THEN
    RAISE EXCEPTION 'a second person of the institution confirms'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'witness_second';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER attendance_outcome_guard BEFORE INSERT ON attendance_outcome
  FOR EACH ROW EXECUTE FUNCTION guard_attendance_outcome();
--> statement-breakpoint
-- Only a bureau lifts what the rule has cancelled (P053).
CREATE FUNCTION guard_subsidy_fact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'lifted' AND NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.decided_by AND role = 'bureau') THEN
    RAISE EXCEPTION 'a bureau lifts it (P053)' USING ERRCODE = 'check_violation', CONSTRAINT = 'subsidy_by_bureau';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER class_subsidy_fact_guard BEFORE INSERT ON class_subsidy_fact
  FOR EACH ROW EXECUTE FUNCTION guard_subsidy_fact();
