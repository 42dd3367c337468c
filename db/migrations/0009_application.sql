-- A class is handed in, decided and inspected (P019, P020, P022, P026, P043, P044, P048, P060).
ALTER TABLE training_class ADD COLUMN provincial_reference text;
--> statement-breakpoint
-- Steps in the order in which they were taken, whatever a clock says.
ALTER TABLE class_step ADD COLUMN seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY;
--> statement-breakpoint
-- What the clerk writes of an application; its other parts are the class's own plan, roster and teachers.
CREATE TABLE class_application (
  class_id uuid PRIMARY KEY REFERENCES training_class (id),
  textbooks text NOT NULL DEFAULT '',
  assessment_on date,
  assessor text NOT NULL DEFAULT '',
  assessment_manner text NOT NULL DEFAULT '',
  consent_number text NOT NULL DEFAULT '',
  updated_by uuid NOT NULL REFERENCES person (id),
  updated_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE class_statement (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  class_id uuid NOT NULL REFERENCES training_class (id),
  kind text NOT NULL,
  words_version integer NOT NULL,
  signed_name text NOT NULL,
  signed_by uuid NOT NULL REFERENCES person (id),
  signed_at timestamptz NOT NULL,
  -- SHA-256 of the parts that were signed: a later change needs a new signature.
  parts_sha256 text NOT NULL,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY
);
--> statement-breakpoint
CREATE INDEX class_statement_class ON class_statement (class_id, kind, signed_at);
--> statement-breakpoint
CREATE TRIGGER class_statement_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON class_statement
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TABLE inspection (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  class_id uuid NOT NULL REFERENCES training_class (id),
  inspected_on date NOT NULL,
  manner text NOT NULL CHECK (manner IN ('on_site', 'remote')),
  headcount integer NOT NULL CHECK (headcount >= 0),
  findings text NOT NULL,
  inspected_by uuid NOT NULL REFERENCES person (id),
  recorded_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE INDEX inspection_class ON inspection (class_id, inspected_on);
--> statement-breakpoint
CREATE TRIGGER inspection_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON inspection
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE institution_standing ADD COLUMN decided_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY;
--> statement-breakpoint
CREATE TRIGGER institution_standing_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON institution_standing
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- P019: study is credited by approved_at, so that it never says anything else than the state.
ALTER TABLE training_class ADD CONSTRAINT class_approved_at
  CHECK ((approved_at IS NOT NULL) = (state IN ('approved', 'closed')));
--> statement-breakpoint
-- A class that was handed in is what was handed in, until it is returned, whoever writes. A class of a demonstration
-- that was entered as approved has no steps, and nothing of it was ever decided on.
CREATE FUNCTION is_class_fixed(class uuid, class_state text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT class_state NOT IN ('draft', 'returned') AND EXISTS (SELECT FROM class_step WHERE class_id = class)
$$;
--> statement-breakpoint
CREATE FUNCTION guard_class_life() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state THEN
    IF (OLD.state, NEW.state) NOT IN (('draft', 'applied'), ('returned', 'applied'), ('applied', 'approved'),
        ('applied', 'returned'), ('applied', 'rejected'), ('approved', 'closed')) THEN
      RAISE EXCEPTION 'a class does not go from % to % (P019)', OLD.state, NEW.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'class_life';
    END IF;
    IF NEW.state = 'approved' AND NOT EXISTS (SELECT FROM class_step WHERE class_id = NEW.id AND step = 'approve') THEN
      RAISE EXCEPTION 'nobody approved this class (P019)' USING ERRCODE = 'check_violation', CONSTRAINT = 'class_life';
    END IF;
  END IF;
  IF is_class_fixed(OLD.id, OLD.state) AND
      (OLD.institution_id, OLD.course_version_id, OLD.rule_profile_id, OLD.starts_on, OLD.ends_on, OLD.place_code,
        OLD.is_subsidised, OLD.online_theory_hours, OLD.in_person_theory_hours, OLD.practice_hours, OLD.workstations)
      IS DISTINCT FROM
      (NEW.institution_id, NEW.course_version_id, NEW.rule_profile_id, NEW.starts_on, NEW.ends_on, NEW.place_code,
        NEW.is_subsidised, NEW.online_theory_hours, NEW.in_person_theory_hours, NEW.practice_hours, NEW.workstations)
      OR is_class_fixed(OLD.id, OLD.state) AND OLD.approved_at <> NEW.approved_at THEN
    RAISE EXCEPTION 'a class that was handed in stays as it is (P019)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'class_fixed';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER class_life BEFORE UPDATE ON training_class FOR EACH ROW EXECUTE FUNCTION guard_class_life();
--> statement-breakpoint
-- The row of the class is locked before its state is read: an edit beside an application waits for it, then is refused.
CREATE FUNCTION refuse_fixed_part(class uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  class_state text;
BEGIN
  SELECT state INTO class_state FROM training_class WHERE id = class FOR NO KEY UPDATE;
  IF is_class_fixed(class, class_state) THEN
    RAISE EXCEPTION 'a class that was handed in stays as it is (P019)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'class_fixed';
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION guard_class_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM refuse_fixed_part(OLD.class_id);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM refuse_fixed_part(NEW.class_id);
    RETURN NEW;
  END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
CREATE FUNCTION guard_intake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM refuse_fixed_part(class_id) FROM enrolment WHERE id = OLD.enrolment_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM refuse_fixed_part(class_id) FROM enrolment WHERE id = NEW.enrolment_id;
    RETURN NEW;
  END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER enrolment_fixed BEFORE INSERT OR UPDATE OR DELETE ON enrolment
  FOR EACH ROW EXECUTE FUNCTION guard_class_part();
--> statement-breakpoint
CREATE TRIGGER class_teacher_fixed BEFORE INSERT OR UPDATE OR DELETE ON class_teacher
  FOR EACH ROW EXECUTE FUNCTION guard_class_part();
--> statement-breakpoint
CREATE TRIGGER class_application_fixed BEFORE INSERT OR UPDATE OR DELETE ON class_application
  FOR EACH ROW EXECUTE FUNCTION guard_class_part();
--> statement-breakpoint
CREATE TRIGGER intake_fixed BEFORE INSERT OR UPDATE OR DELETE ON intake
  FOR EACH ROW EXECUTE FUNCTION guard_intake();
