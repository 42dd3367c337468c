-- A class as an institution plans it: hours within the shares of its rules (P001, P033), teachers, the steps of its
-- approval (P019), who its learners are (P020, P026–P028), assessments (P042), standing of institutions (P044).
ALTER TABLE training_class ADD COLUMN state text NOT NULL DEFAULT 'draft';
--> statement-breakpoint
UPDATE training_class SET state = 'approved' WHERE approved_at IS NOT NULL;
--> statement-breakpoint
ALTER TABLE training_class
  ADD COLUMN revision integer NOT NULL DEFAULT 0,
  ADD COLUMN place_code text NOT NULL DEFAULT '410000',
  ADD COLUMN is_subsidised boolean NOT NULL DEFAULT true,
  ADD COLUMN online_theory_hours integer NOT NULL DEFAULT 0 CHECK (online_theory_hours >= 0),
  ADD COLUMN in_person_theory_hours integer NOT NULL DEFAULT 0 CHECK (in_person_theory_hours >= 0),
  ADD COLUMN practice_hours integer NOT NULL DEFAULT 0 CHECK (practice_hours >= 0),
  ADD COLUMN workstations integer NOT NULL DEFAULT 0 CHECK (workstations >= 0);
--> statement-breakpoint
CREATE INDEX training_class_institution ON training_class (institution_id);
--> statement-breakpoint
CREATE INDEX training_class_place ON training_class (place_code, state);
--> statement-breakpoint
CREATE INDEX enrolment_class ON enrolment (class_id);
--> statement-breakpoint
CREATE TABLE class_teacher (
  class_id uuid NOT NULL REFERENCES training_class (id),
  teacher_id uuid NOT NULL REFERENCES person (id),
  PRIMARY KEY (class_id, teacher_id)
);
--> statement-breakpoint
CREATE TABLE class_step (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  class_id uuid NOT NULL REFERENCES training_class (id),
  step text NOT NULL,
  state text NOT NULL,
  actor_id uuid NOT NULL REFERENCES person (id),
  reason text,
  facts jsonb NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE INDEX class_step_class ON class_step (class_id, at);
--> statement-breakpoint
CREATE TRIGGER class_step_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON class_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TABLE intake (
  enrolment_id uuid PRIMARY KEY REFERENCES enrolment (id),
  category text NOT NULL,
  employer text,
  post_occupation_code text,
  old_post_occupation_code text,
  graduation_year integer,
  wants_training boolean,
  wants_job boolean,
  is_able boolean,
  answered_at timestamptz
);
--> statement-breakpoint
CREATE TABLE assessment_result (
  enrolment_id uuid PRIMARY KEY REFERENCES enrolment (id),
  ended_on date NOT NULL,
  is_passed boolean NOT NULL,
  certificate_number text,
  recorded_by uuid NOT NULL REFERENCES person (id),
  recorded_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE institution_standing (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  institution_id uuid NOT NULL REFERENCES institution (id),
  standing text NOT NULL,
  from_day date NOT NULL,
  until_day date,
  reason text NOT NULL,
  decided_by uuid NOT NULL REFERENCES person (id)
);
--> statement-breakpoint
CREATE INDEX institution_standing_institution ON institution_standing (institution_id, from_day);
--> statement-breakpoint
-- P001, P033: in whole numbers, whoever writes them. A class without hours yet is nothing but a draft.
CREATE FUNCTION guard_class_hours() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  total integer := NEW.online_theory_hours + NEW.in_person_theory_hours + NEW.practice_hours;
  rules jsonb;
BEGIN
  SELECT parameters INTO rules FROM rule_profile WHERE id = NEW.rule_profile_id;
  IF NEW.online_theory_hours * 100 > COALESCE((rules ->> 'online_theory_max_pct')::integer, 40) * total THEN
    RAISE EXCEPTION 'online theory is over its share of the class hours (P001)' USING ERRCODE = 'check_violation', CONSTRAINT = 'class_online_share';
  END IF;
  IF NEW.practice_hours * 100 < COALESCE((rules ->> 'practical_min_pct')::integer, 60) * total THEN
    RAISE EXCEPTION 'practice is under its share of the class hours (P033)' USING ERRCODE = 'check_violation', CONSTRAINT = 'class_practice_share';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER class_hours_within BEFORE INSERT OR UPDATE ON training_class
  FOR EACH ROW EXECUTE FUNCTION guard_class_hours();
--> statement-breakpoint
-- P031: a class takes no learner beyond its most, whoever writes. The row of the class is locked, so that two at once are counted one after the other.
CREATE FUNCTION guard_enrolment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  most integer;
BEGIN
  SELECT COALESCE((r.parameters ->> 'class_max_learners')::integer, 80) INTO most
    FROM training_class c JOIN rule_profile r ON r.id = c.rule_profile_id WHERE c.id = NEW.class_id FOR UPDATE OF c;
  IF (SELECT count(*) FROM enrolment WHERE class_id = NEW.class_id) >= most THEN
    RAISE EXCEPTION 'the class is full (P031)' USING ERRCODE = 'check_violation', CONSTRAINT = 'class_full';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER enrolment_within BEFORE INSERT ON enrolment
  FOR EACH ROW EXECUTE FUNCTION guard_enrolment();
