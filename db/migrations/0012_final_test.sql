-- The final theory test: a bank that is fixed, papers drawn from it, and what was answered on them.
CREATE TABLE test_bank (
  -- SHA-256 of its canonical outline: the same questions and weights, the same bank.
  sha256 bytea PRIMARY KEY,
  course_version_id uuid NOT NULL REFERENCES course_version (id),
  -- What the SHA-256 is over; it holds hashes of questions, none of their words.
  outline text NOT NULL,
  questions jsonb NOT NULL,
  fixed_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER test_bank_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON test_bank
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The bank that a class is tested from: everybody in it from the same one.
CREATE TABLE class_test_bank (
  class_id uuid NOT NULL REFERENCES training_class (id),
  number integer NOT NULL,
  bank_sha256 bytea NOT NULL REFERENCES test_bank (sha256),
  fixed_at timestamptz NOT NULL,
  PRIMARY KEY (class_id, number)
);
--> statement-breakpoint
CREATE TRIGGER class_test_bank_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON class_test_bank
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TABLE test_paper (
  learner_id uuid NOT NULL,
  id uuid NOT NULL,
  enrolment_id uuid NOT NULL REFERENCES enrolment (id),
  attempt integer NOT NULL CHECK (attempt >= 1),
  bank_sha256 bytea NOT NULL REFERENCES test_bank (sha256),
  paper_sha256 bytea NOT NULL,
  salt bytea NOT NULL,
  questions jsonb NOT NULL,
  rules jsonb NOT NULL,
  face text NOT NULL,
  face_id uuid,
  opened_wall_ms bigint NOT NULL,
  opened_mono_ms bigint NOT NULL,
  opened_boot text NOT NULL,
  ends_at timestamptz NOT NULL,
  -- The window that holds it now.
  fence bigint NOT NULL,
  window_id text NOT NULL,
  windows integer NOT NULL DEFAULT 1,
  last_seen_at timestamptz NOT NULL,
  -- The photograph that is drawn or asked; due after so much time or so many answers, whatever comes first.
  photo_id uuid,
  photo_due_ms bigint NOT NULL,
  photo_due_answers integer NOT NULL,
  photo_asked_wall_ms bigint,
  photo_asked_mono_ms bigint,
  photo_asked_boot text,
  photos_taken integer NOT NULL DEFAULT 0,
  photos_missed integer NOT NULL DEFAULT 0,
  ended_at timestamptz,
  end_reason text CHECK (end_reason IN ('submitted', 'expired')),
  right_count integer,
  is_passed boolean,
  PRIMARY KEY (learner_id, id),
  UNIQUE (learner_id, enrolment_id, attempt),
  CONSTRAINT test_paper_judged CHECK ((ended_at IS NULL) = (end_reason IS NULL)
    AND (ended_at IS NULL) = (right_count IS NULL) AND (ended_at IS NULL) = (is_passed IS NULL)),
  CONSTRAINT test_paper_sum CHECK (right_count BETWEEN 0 AND jsonb_array_length(questions))
);
--> statement-breakpoint
CREATE UNIQUE INDEX one_open_paper ON test_paper (learner_id) WHERE ended_at IS NULL;
--> statement-breakpoint
CREATE INDEX test_paper_enrolment ON test_paper (enrolment_id);
--> statement-breakpoint
CREATE INDEX test_paper_ends ON test_paper (ends_at) WHERE ended_at IS NULL;
--> statement-breakpoint
CREATE TABLE test_answer (
  learner_id uuid NOT NULL,
  paper_id uuid NOT NULL,
  -- Of the question, from 1, and of the choice, from 0, as the paper shows them.
  place integer NOT NULL CHECK (place >= 1),
  choice integer NOT NULL CHECK (choice >= 0),
  fence bigint NOT NULL,
  seq integer NOT NULL,
  changes integer NOT NULL DEFAULT 0,
  answered_at timestamptz NOT NULL,
  PRIMARY KEY (learner_id, paper_id, place),
  FOREIGN KEY (learner_id, paper_id) REFERENCES test_paper (learner_id, id)
);
--> statement-breakpoint
-- One more try, that two people of the desk gave.
CREATE TABLE test_grant (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  learner_id uuid NOT NULL,
  enrolment_id uuid NOT NULL REFERENCES enrolment (id),
  cause text NOT NULL CHECK (cause IN ('interruption', 'other')),
  reason text NOT NULL,
  granted_by uuid NOT NULL REFERENCES person (id),
  granted_at timestamptz NOT NULL,
  decided_by uuid REFERENCES person (id),
  decided_at timestamptz,
  is_confirmed boolean,
  CONSTRAINT test_grant_second CHECK (decided_by <> granted_by),
  CONSTRAINT test_grant_decided CHECK ((decided_by IS NULL) = (decided_at IS NULL)
    AND (decided_by IS NULL) = (is_confirmed IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX one_waiting_grant ON test_grant (enrolment_id) WHERE decided_by IS NULL;
--> statement-breakpoint
CREATE INDEX test_grant_enrolment ON test_grant (enrolment_id);
--> statement-breakpoint
-- A paper stays as it was drawn, and a result as it was judged, whoever is connected.
CREATE FUNCTION guard_test_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'a test that was judged stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (OLD.learner_id, OLD.id, OLD.enrolment_id, OLD.attempt, OLD.bank_sha256, OLD.paper_sha256, OLD.salt, OLD.questions,
      OLD.rules, OLD.opened_wall_ms, OLD.opened_mono_ms, OLD.opened_boot, OLD.ends_at)
      IS DISTINCT FROM
      (NEW.learner_id, NEW.id, NEW.enrolment_id, NEW.attempt, NEW.bank_sha256, NEW.paper_sha256, NEW.salt, NEW.questions,
      NEW.rules, NEW.opened_wall_ms, NEW.opened_mono_ms, NEW.opened_boot, NEW.ends_at)
      OR NEW.fence < OLD.fence THEN
    RAISE EXCEPTION 'a paper stays as it was drawn' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER test_paper_fixed BEFORE UPDATE ON test_paper FOR EACH ROW EXECUTE FUNCTION guard_test_paper();
--> statement-breakpoint
CREATE TRIGGER test_paper_kept BEFORE DELETE OR TRUNCATE ON test_paper
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Nothing is answered on a paper that was handed in or whose time was over when it was closed.
CREATE FUNCTION guard_test_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM test_paper p
    WHERE p.learner_id = NEW.learner_id AND p.id = NEW.paper_id AND p.ended_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a test that was judged takes no answer' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER test_answer_open BEFORE INSERT OR UPDATE ON test_answer
  FOR EACH ROW EXECUTE FUNCTION guard_test_answer();
--> statement-breakpoint
CREATE TRIGGER test_answer_kept BEFORE DELETE OR TRUNCATE ON test_answer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION guard_test_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.decided_by IS NOT NULL OR (OLD.learner_id, OLD.enrolment_id, OLD.cause, OLD.reason, OLD.granted_by, OLD.granted_at)
      IS DISTINCT FROM
      (NEW.learner_id, NEW.enrolment_id, NEW.cause, NEW.reason, NEW.granted_by, NEW.granted_at) THEN
    RAISE EXCEPTION 'what was granted stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER test_grant_fixed BEFORE UPDATE ON test_grant FOR EACH ROW EXECUTE FUNCTION guard_test_grant();
--> statement-breakpoint
CREATE TRIGGER test_grant_kept BEFORE DELETE OR TRUNCATE ON test_grant
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- P005: a window that studies and a window that is tested exclude each other, whoever writes. The row of the chain is
-- the lock under which both are opened.
CREATE FUNCTION guard_one_window() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM chain_head WHERE learner_id = NEW.learner_id FOR UPDATE;
  IF TG_TABLE_NAME = 'lease' AND EXISTS (
      SELECT FROM test_paper WHERE learner_id = NEW.learner_id AND ended_at IS NULL) THEN
    RAISE EXCEPTION 'a test is under way (P005)' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_window';
  END IF;
  IF TG_TABLE_NAME = 'test_paper' AND EXISTS (
      SELECT FROM lease WHERE learner_id = NEW.learner_id AND ended_at IS NULL) THEN
    RAISE EXCEPTION 'a lesson is under way (P005)' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_window';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER lease_one_window BEFORE INSERT ON lease FOR EACH ROW EXECUTE FUNCTION guard_one_window();
--> statement-breakpoint
CREATE TRIGGER test_paper_one_window BEFORE INSERT ON test_paper
  FOR EACH ROW EXECUTE FUNCTION guard_one_window();
--> statement-breakpoint
-- A photograph of the final test belongs to no lesson.
ALTER TABLE snapshot ALTER COLUMN lesson_id DROP NOT NULL;
