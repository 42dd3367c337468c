-- What a class comes to for a learner: the bureau's word on witnessed hours, and her study proof (P001, P007, P033).
CREATE TABLE hour_decision (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  learner_id uuid NOT NULL REFERENCES person (id),
  enrolment_id uuid NOT NULL REFERENCES enrolment (id),
  -- From 0, as the ledger counts them.
  class_hour integer NOT NULL CHECK (class_hour >= 0),
  is_accepted boolean NOT NULL,
  reason text NOT NULL,
  decided_by uuid NOT NULL REFERENCES person (id),
  decided_at timestamptz NOT NULL,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY
);
--> statement-breakpoint
CREATE INDEX hour_decision_enrolment ON hour_decision (enrolment_id, class_hour, seq);
--> statement-breakpoint
CREATE TRIGGER hour_decision_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON hour_decision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Proofs of a place and year, counted from 1.
CREATE TABLE proof_serial (
  place_code text NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL CHECK (last BETWEEN 1 AND 9999999),
  PRIMARY KEY (place_code, year)
);
--> statement-breakpoint
CREATE TABLE study_proof (
  number text PRIMARY KEY CHECK (number ~ '^ZX-\d{6}-\d{4}-\d{7}-[0-9X]$'),
  learner_id uuid NOT NULL REFERENCES person (id),
  enrolment_id uuid NOT NULL CONSTRAINT study_proof_once UNIQUE REFERENCES enrolment (id),
  class_id uuid NOT NULL REFERENCES training_class (id),
  -- Canonical JSON, exactly the bytes that were signed.
  body text NOT NULL,
  signature bytea NOT NULL,
  key_version integer NOT NULL,
  online_hours integer NOT NULL CHECK (online_hours >= 0),
  in_person_theory_hours integer NOT NULL CHECK (in_person_theory_hours >= 0),
  practice_hours integer NOT NULL CHECK (practice_hours >= 0),
  online_theory_max_pct integer NOT NULL,
  practical_min_pct integer NOT NULL,
  issued_by uuid NOT NULL REFERENCES person (id),
  issued_at timestamptz NOT NULL,
  -- The shares hold on what was delivered, whoever writes.
  CONSTRAINT proof_online_share CHECK (online_hours * 100 <=
    online_theory_max_pct * (online_hours + in_person_theory_hours + practice_hours)),
  CONSTRAINT proof_practice_share CHECK (practice_hours * 100 >=
    practical_min_pct * (online_hours + in_person_theory_hours + practice_hours))
);
--> statement-breakpoint
CREATE INDEX study_proof_class ON study_proof (class_id);
--> statement-breakpoint
CREATE TRIGGER study_proof_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON study_proof
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A proof belongs to a learner of an approved class, states its own rules, and never more hours than its plan.
CREATE FUNCTION guard_study_proof() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM enrolment e JOIN training_class c ON c.id = e.class_id JOIN rule_profile r ON r.id = c.rule_profile_id
    WHERE e.id = NEW.enrolment_id AND e.learner_id = NEW.learner_id AND c.id = NEW.class_id
      AND c.state IN ('approved', 'closed')
      AND NEW.online_theory_max_pct = coalesce((r.parameters ->> 'online_theory_max_pct')::int, 40)
      AND NEW.practical_min_pct = coalesce((r.parameters ->> 'practical_min_pct')::int, 60)
      AND NEW.online_hours <= c.online_theory_hours AND NEW.practice_hours = c.practice_hours
      AND NEW.online_hours + NEW.in_person_theory_hours = c.online_theory_hours + c.in_person_theory_hours) THEN
    RAISE EXCEPTION 'a proof states the hours of an approved plan (P001, P019)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proof_plan';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER study_proof_guarded BEFORE INSERT ON study_proof FOR EACH ROW EXECUTE FUNCTION guard_study_proof();
--> statement-breakpoint
CREATE TABLE proof_revocation (
  number text PRIMARY KEY REFERENCES study_proof (number),
  -- Never shown to the public: it may name somebody.
  reason text NOT NULL,
  revoked_by uuid NOT NULL REFERENCES person (id),
  revoked_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER proof_revocation_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON proof_revocation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Whether a proof still matches the ledger, as the worker compared them last: for the desk only.
CREATE TABLE proof_check (
  number text PRIMARY KEY REFERENCES study_proof (number),
  checked_at timestamptz NOT NULL,
  fault text CHECK (fault IN ('hours', 'ledger', 'signature'))
);
--> statement-breakpoint
-- A question about a proof by number and last four digits: counted, so that nobody walks through them (H09).
CREATE TABLE proof_try (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  number text NOT NULL,
  address text NOT NULL,
  at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE INDEX proof_try_number ON proof_try (number, at);
--> statement-breakpoint
CREATE INDEX proof_try_address ON proof_try (address, at);
--> statement-breakpoint
CREATE INDEX proof_try_at ON proof_try (at);
