-- A roster on its way into a class: sealed until it is confirmed, dropped or too old (P058).
CREATE TABLE roster_import (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  class_id uuid NOT NULL REFERENCES training_class (id),
  created_by uuid NOT NULL REFERENCES person (id),
  state text NOT NULL DEFAULT 'open',
  revision integer NOT NULL DEFAULT 0,
  rows_sealed bytea,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  confirmed_revision integer,
  confirmed_count integer,
  -- What is over keeps nobody's data.
  CONSTRAINT roster_import_emptied CHECK ((state = 'open') = (rows_sealed IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX roster_import_open ON roster_import (class_id, created_by) WHERE state = 'open';
--> statement-breakpoint
CREATE INDEX roster_import_expires ON roster_import (expires_at) WHERE state = 'open';
--> statement-breakpoint
-- The first sign-in code of a learner, sealed, for the sheet that the clerk prints.
CREATE TABLE first_code (
  person_id uuid PRIMARY KEY REFERENCES person (id),
  code_sealed bytea NOT NULL,
  created_at timestamptz NOT NULL
);
--> statement-breakpoint
-- Once she has a password nobody needs it any more, whoever set it.
CREATE FUNCTION forget_first_code() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM first_code WHERE person_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER person_forgets_first_code AFTER UPDATE OF password_hash, first_sign_in_code_hash ON person
  FOR EACH ROW WHEN (NEW.password_hash IS NOT NULL OR NEW.first_sign_in_code_hash IS NULL)
  EXECUTE FUNCTION forget_first_code();
--> statement-breakpoint
-- P028: special vocational schools and ordinary universities are the exceptions.
ALTER TABLE intake ADD COLUMN school_kind text;
