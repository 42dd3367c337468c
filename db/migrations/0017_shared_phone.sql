-- One telephone may serve several learners of a family; a member of staff has one alone.
ALTER TABLE person DROP CONSTRAINT person_phone_unique;
--> statement-breakpoint
CREATE INDEX person_phone ON person (phone);
--> statement-breakpoint
CREATE UNIQUE INDEX person_staff_phone ON person (phone) WHERE role <> 'learner';
--> statement-breakpoint
-- As many accounts as one sign-in looks at: whoever is entered can sign in. The number is locked, so that two at once are
-- counted one after the other; what is no telephone number nobody signs in with.
CREATE FUNCTION guard_phone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.phone !~ '^1[0-9]{10}$' THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('phone ' || NEW.phone, 0));
  IF (SELECT count(*) FROM person WHERE phone = NEW.phone AND id <> NEW.id) >= 6 THEN
    RAISE EXCEPTION 'six accounts have this phone number' USING ERRCODE = 'check_violation', CONSTRAINT = 'phone_full';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER person_phone_within BEFORE INSERT OR UPDATE OF phone ON person
  FOR EACH ROW EXECUTE FUNCTION guard_phone();
