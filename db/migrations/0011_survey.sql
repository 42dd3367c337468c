-- P057: whether a class is satisfied, without anybody's name, and the assessment that hangs on it.
CREATE TABLE survey_round (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  class_id uuid NOT NULL REFERENCES training_class (id),
  number integer NOT NULL CHECK (number >= 1),
  opened_by uuid NOT NULL REFERENCES person (id),
  opened_at timestamptz NOT NULL,
  closes_at timestamptz NOT NULL CHECK (closes_at >= opened_at),
  tally jsonb,
  CONSTRAINT survey_round_once UNIQUE (class_id, number)
);
--> statement-breakpoint
CREATE TABLE survey_ballot (
  round_id uuid NOT NULL REFERENCES survey_round (id),
  learner_id uuid NOT NULL REFERENCES person (id),
  PRIMARY KEY (round_id, learner_id)
);
--> statement-breakpoint
CREATE TABLE survey_answer (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  round_id uuid NOT NULL REFERENCES survey_round (id),
  overall integer NOT NULL CHECK (overall BETWEEN 1 AND 5),
  teaching integer NOT NULL CHECK (teaching BETWEEN 1 AND 5),
  content integer NOT NULL CHECK (content BETWEEN 1 AND 5),
  online integer NOT NULL CHECK (online BETWEEN 1 AND 5),
  comment text NOT NULL DEFAULT ''
);
--> statement-breakpoint
CREATE INDEX survey_answer_round ON survey_answer (round_id);
--> statement-breakpoint
-- A round that was counted stays as it was counted, and nothing of a round is ever taken away.
CREATE FUNCTION guard_survey_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.tally IS NOT NULL OR (OLD.class_id, OLD.number, OLD.opened_at) IS DISTINCT FROM (NEW.class_id, NEW.number, NEW.opened_at) THEN
    RAISE EXCEPTION 'a survey that was counted stays as it is (P057)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'survey_counted';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER survey_round_fixed BEFORE UPDATE ON survey_round FOR EACH ROW EXECUTE FUNCTION guard_survey_round();
--> statement-breakpoint
CREATE TRIGGER survey_round_kept BEFORE DELETE OR TRUNCATE ON survey_round
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER survey_ballot_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON survey_ballot
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER survey_answer_kept BEFORE UPDATE OR TRUNCATE ON survey_answer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A single answer goes only when its round is counted, and comes only before.
CREATE FUNCTION guard_survey_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM survey_round WHERE id = OLD.round_id AND tally IS NOT NULL) THEN
      RAISE EXCEPTION 'this survey is not counted yet (P057)'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'survey_uncounted';
    END IF;
    RETURN OLD;
  END IF;
  IF EXISTS (SELECT FROM survey_round WHERE id = NEW.round_id AND tally IS NOT NULL) THEN
    RAISE EXCEPTION 'a survey that was counted stays as it is (P057)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'survey_counted';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER survey_answer_guarded BEFORE INSERT OR DELETE ON survey_answer
  FOR EACH ROW EXECUTE FUNCTION guard_survey_answer();
--> statement-breakpoint
CREATE TABLE assessment_change (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  enrolment_id uuid NOT NULL REFERENCES enrolment (id),
  ended_on date NOT NULL,
  is_passed boolean NOT NULL,
  certificate_number text,
  reason text,
  recorded_by uuid NOT NULL REFERENCES person (id),
  recorded_at timestamptz NOT NULL,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY
);
--> statement-breakpoint
CREATE INDEX assessment_change_enrolment ON assessment_change (enrolment_id, seq);
--> statement-breakpoint
CREATE TRIGGER assessment_change_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON assessment_change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE UNIQUE INDEX assessment_certificate ON assessment_result (certificate_number) WHERE certificate_number IS NOT NULL;
