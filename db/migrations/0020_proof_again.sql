-- A void proof is issued again under a new number, once its bureau has said that the cause is mended; the old one stays void.
CREATE TABLE proof_mended (
  number text PRIMARY KEY REFERENCES proof_revocation (number),
  reason text NOT NULL CHECK (reason <> ''),
  decided_by uuid NOT NULL REFERENCES person (id),
  decided_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER proof_mended_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON proof_mended
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Null: the first proof of its place; else the void one in whose stead it stands, each of which is replaced once.
ALTER TABLE study_proof ADD COLUMN replaces text CONSTRAINT study_proof_replaces_once UNIQUE REFERENCES proof_mended (number);
--> statement-breakpoint
ALTER TABLE study_proof DROP CONSTRAINT study_proof_once;
--> statement-breakpoint
CREATE UNIQUE INDEX study_proof_once ON study_proof (enrolment_id) WHERE replaces IS NULL;
--> statement-breakpoint
CREATE INDEX study_proof_enrolment ON study_proof (enrolment_id);
--> statement-breakpoint
CREATE FUNCTION guard_proof_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM study_proof s WHERE s.number = NEW.replaces AND s.enrolment_id = NEW.enrolment_id) THEN
    RAISE EXCEPTION 'a proof replaces a void one of the same place' USING ERRCODE = 'check_violation', CONSTRAINT = 'proof_again';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER study_proof_again BEFORE INSERT ON study_proof FOR EACH ROW WHEN (NEW.replaces IS NOT NULL)
  EXECUTE FUNCTION guard_proof_again();
--> statement-breakpoint
-- Only a bureau says so, and of a class that is not its own institution's.
CREATE FUNCTION guard_proof_mended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM person p JOIN study_proof s ON s.number = NEW.number JOIN training_class c ON c.id = s.class_id
    WHERE p.id = NEW.decided_by AND p.role = 'bureau' AND p.institution_id <> c.institution_id) THEN
    RAISE EXCEPTION 'only the bureau lets a proof be issued again' USING ERRCODE = 'check_violation', CONSTRAINT = 'proof_mended_by_bureau';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER proof_mended_guarded BEFORE INSERT ON proof_mended FOR EACH ROW EXECUTE FUNCTION guard_proof_mended();
