-- P040 is Beijing's clause: where no rule of a class limits what a person may get, its bureau types the amount.
ALTER TABLE subsidy_entry ALTER COLUMN amount_yuan DROP NOT NULL;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION guard_subsidy_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  batch_state text;
  most integer;
BEGIN
  SELECT state INTO batch_state FROM subsidy_batch WHERE id = COALESCE(NEW.batch_id, OLD.batch_id) FOR UPDATE;
  IF TG_OP = 'UPDATE' AND batch_state <> 'drawn' THEN
    IF batch_state <> 'published' OR OLD.struck_at IS NOT NULL OR NEW.struck_at IS NULL
        OR to_jsonb(OLD) - 'struck_at' - 'struck_reason' <> to_jsonb(NEW) - 'struck_at' - 'struck_reason' THEN
      PERFORM refuse_subsidy('a line of a published list is struck out, and nothing else (P080)', 'subsidy_fixed');
    END IF;
    RETURN NEW;
  END IF;
  IF batch_state <> 'drawn' THEN
    PERFORM refuse_subsidy('a list that was published stays as it is (P080)', 'subsidy_fixed');
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'amount_yuan' <> to_jsonb(NEW) - 'amount_yuan' THEN
    PERFORM refuse_subsidy('a line that is drawn up is computed: only its amount is typed (P081)', 'subsidy_fixed');
  END IF;
  -- Whoever has ceased to qualify since is found when the list is computed anew, not when an amount is typed.
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM enrolment e JOIN training_class c ON c.id = e.class_id
      JOIN assessment_result a ON a.enrolment_id = e.id AND a.is_passed AND a.certificate_number = NEW.certificate_number
      JOIN subsidy_batch b ON b.id = NEW.batch_id JOIN institution i ON i.id = b.bureau_id AND i.kind = 'bureau'
      WHERE e.id = NEW.enrolment_id AND c.is_subsidised AND c.state IN ('approved', 'closed')
        AND starts_with(c.place_code, regexp_replace(i.place_code, '(00){1,2}$', ''))) THEN
    PERFORM refuse_subsidy('no subsidised learner of this area with a certificate (P081)', 'subsidy_unentitled');
  END IF;
  SELECT (r.parameters ->> 'subsidy_max_yuan')::integer INTO most
    FROM enrolment e JOIN training_class c ON c.id = e.class_id JOIN rule_profile r ON r.id = c.rule_profile_id
    WHERE e.id = NEW.enrolment_id;
  IF NEW.amount_yuan > most THEN
    PERFORM refuse_subsidy('over the most that a person may get (P040)', 'subsidy_most');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION guard_subsidy_amounts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM subsidy_entry WHERE batch_id = NEW.id AND amount_yuan IS NULL) THEN
    PERFORM refuse_subsidy('a line has no amount', 'subsidy_amount');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER subsidy_batch_priced BEFORE UPDATE ON subsidy_batch FOR EACH ROW
  WHEN (OLD.state = 'drawn' AND NEW.state = 'published') EXECUTE FUNCTION guard_subsidy_amounts();
--> statement-breakpoint
-- 900 stood where no clause was named; what was drawn up by it and is not published waits for the bureau's amount.
UPDATE rule_profile SET parameters = jsonb_set(parameters, '{subsidy_max_yuan}', 'null')
  WHERE parameters ->> 'subsidy_max_yuan' = '900' AND parameters -> 'basis' ->> 'subsidy_max_yuan' IS NULL;
--> statement-breakpoint
UPDATE subsidy_entry s SET amount_yuan = NULL
  FROM subsidy_batch b, enrolment e, training_class c, rule_profile r
  WHERE b.id = s.batch_id AND b.state = 'drawn' AND e.id = s.enrolment_id AND c.id = e.class_id AND r.id = c.rule_profile_id
    AND r.parameters ->> 'subsidy_max_yuan' IS NULL;
