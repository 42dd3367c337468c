-- Subsidies: who is proposed, signed for, published, completed and confirmed (P079–P081, P040), and vouchers (P082–P084).
CREATE TABLE subsidy_batch (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  bureau_id uuid NOT NULL REFERENCES institution (id),
  month text NOT NULL CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  state text NOT NULL DEFAULT 'drawn' CHECK (state IN ('drawn', 'published', 'completed', 'confirmed')),
  -- The strictest of the rules of its classes.
  publicity_days integer NOT NULL CHECK (publicity_days >= 5),
  reviewers_min integer NOT NULL CHECK (reviewers_min >= 2),
  drawn_at timestamptz NOT NULL,
  from_day date,
  until_day date,
  completed_by uuid REFERENCES person (id),
  completed_at timestamptz,
  confirmed_on date,
  confirmed_document text,
  CONSTRAINT subsidy_batch_month UNIQUE (bureau_id, month),
  -- One document of the finance bureau pays one list.
  CONSTRAINT subsidy_document_once UNIQUE (bureau_id, confirmed_document),
  CONSTRAINT subsidy_publicity CHECK (until_day >= from_day + publicity_days),
  CONSTRAINT subsidy_published CHECK ((state = 'drawn') = (from_day IS NULL) AND (from_day IS NULL) = (until_day IS NULL)),
  CONSTRAINT subsidy_completed CHECK ((state IN ('completed', 'confirmed')) = (completed_at IS NOT NULL)
    AND (completed_at IS NULL) = (completed_by IS NULL)),
  CONSTRAINT subsidy_confirmed CHECK ((state = 'confirmed') = (confirmed_on IS NOT NULL)
    AND (confirmed_on IS NULL) = (confirmed_document IS NULL) AND confirmed_document <> '')
);
--> statement-breakpoint
-- One learner in one class is proposed once, ever: whoever was struck out does not come back (P081).
CREATE TABLE subsidy_entry (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  batch_id uuid NOT NULL REFERENCES subsidy_batch (id),
  number integer NOT NULL CHECK (number >= 1),
  enrolment_id uuid NOT NULL REFERENCES enrolment (id),
  amount_yuan integer NOT NULL CHECK (amount_yuan > 0),
  name text NOT NULL,
  id_ending text NOT NULL CHECK (length(id_ending) = 4),
  institution text NOT NULL,
  class_title text NOT NULL,
  occupation text NOT NULL,
  level text NOT NULL,
  certificate_number text NOT NULL,
  ended_on date NOT NULL,
  struck_at timestamptz,
  struck_reason text,
  CONSTRAINT subsidy_entry_once UNIQUE (enrolment_id),
  CONSTRAINT subsidy_entry_number UNIQUE (batch_id, number),
  CONSTRAINT subsidy_struck_why CHECK ((struck_at IS NULL) = (struck_reason IS NULL) AND struck_reason <> '')
);
--> statement-breakpoint
CREATE TABLE subsidy_step (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  batch_id uuid NOT NULL REFERENCES subsidy_batch (id),
  step text NOT NULL CHECK (step IN ('draw', 'publish', 'strike', 'complete', 'export', 'confirm')),
  actor_id uuid NOT NULL REFERENCES person (id),
  content_sha256 text NOT NULL,
  reason text,
  at timestamptz NOT NULL,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY
);
--> statement-breakpoint
CREATE INDEX subsidy_step_batch ON subsidy_step (batch_id, seq);
--> statement-breakpoint
CREATE TABLE subsidy_signature (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  batch_id uuid NOT NULL REFERENCES subsidy_batch (id),
  signed_by uuid NOT NULL REFERENCES person (id),
  signed_name text NOT NULL CHECK (signed_name <> ''),
  content_sha256 text NOT NULL,
  signed_at timestamptz NOT NULL,
  CONSTRAINT subsidy_signed_once UNIQUE (batch_id, content_sha256, signed_by)
);
--> statement-breakpoint
CREATE TABLE subsidy_objection (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  batch_id uuid NOT NULL REFERENCES subsidy_batch (id),
  entry_id uuid REFERENCES subsidy_entry (id),
  words text NOT NULL CHECK (words <> ''),
  contact_sealed bytea,
  -- Keyed by the day, so that no address can be followed over days.
  place_digest bytea NOT NULL,
  sent_at timestamptz NOT NULL,
  is_upheld boolean,
  answer text,
  answered_by uuid REFERENCES person (id),
  answered_at timestamptz,
  CONSTRAINT subsidy_answered CHECK ((is_upheld IS NULL) = (answer IS NULL) AND (answer IS NULL) = (answered_by IS NULL)
    AND (answered_by IS NULL) = (answered_at IS NULL) AND answer <> '')
);
--> statement-breakpoint
CREATE INDEX subsidy_objection_batch ON subsidy_objection (batch_id, sent_at);
--> statement-breakpoint
CREATE INDEX subsidy_objection_place ON subsidy_objection (place_digest);
--> statement-breakpoint
CREATE TRIGGER subsidy_step_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON subsidy_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER subsidy_signature_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON subsidy_signature
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER subsidy_batch_kept BEFORE DELETE OR TRUNCATE ON subsidy_batch
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER subsidy_objection_kept BEFORE DELETE OR TRUNCATE ON subsidy_objection
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What is signed for: the list as it is, without those who were struck out. One function, for the rule and for the guard.
CREATE FUNCTION subsidy_content_sha256(batch uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(
    (SELECT jsonb_build_array(id, bureau_id, month, publicity_days, reviewers_min)::text FROM subsidy_batch WHERE id = batch)
    || COALESCE((SELECT string_agg(E'\n' || jsonb_build_array(number, enrolment_id, name, id_ending, institution, class_title,
        occupation, level, certificate_number, ended_on, amount_yuan)::text, '' ORDER BY number)
      FROM subsidy_entry WHERE batch_id = batch AND struck_at IS NULL), ''), 'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- P079: how many others than whoever drew it up have signed for the list as it is now.
CREATE FUNCTION count_subsidy_signatures(batch uuid) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT count(DISTINCT s.signed_by)::integer FROM subsidy_signature s
  WHERE s.batch_id = batch AND s.content_sha256 = subsidy_content_sha256(batch)
    AND NOT EXISTS (SELECT FROM subsidy_step d WHERE d.batch_id = batch AND d.step = 'draw' AND d.actor_id = s.signed_by)
$$;
--> statement-breakpoint
CREATE FUNCTION refuse_subsidy(what text, rule text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', what USING ERRCODE = 'check_violation', CONSTRAINT = rule;
END $$;
--> statement-breakpoint
-- The row of the batch is locked first: two who sign, strike, object or complete at once come one after the other.
CREATE FUNCTION guard_subsidy_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  batch subsidy_batch;
BEGIN
  SELECT * INTO batch FROM subsidy_batch WHERE id = NEW.batch_id FOR UPDATE;
  IF batch.state NOT IN ('drawn', 'published') THEN
    PERFORM refuse_subsidy('this list is completed (P079)', 'subsidy_life');
  END IF;
  IF NEW.content_sha256 <> subsidy_content_sha256(NEW.batch_id) THEN
    PERFORM refuse_subsidy('this is not the list as it is (P079)', 'subsidy_changed');
  END IF;
  IF NOT EXISTS (SELECT FROM person WHERE id = NEW.signed_by AND role = 'bureau' AND institution_id = batch.bureau_id) THEN
    PERFORM refuse_subsidy('a person of this bureau signs (P079)', 'subsidy_reviewer');
  END IF;
  IF EXISTS (SELECT FROM subsidy_step WHERE batch_id = NEW.batch_id AND step = 'draw' AND actor_id = NEW.signed_by) THEN
    PERFORM refuse_subsidy('nobody signs for what they drew up (P079)', 'subsidy_sign_own');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER subsidy_signature_guarded BEFORE INSERT ON subsidy_signature
  FOR EACH ROW EXECUTE FUNCTION guard_subsidy_signature();
--> statement-breakpoint
CREATE FUNCTION guard_subsidy_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  batch_state text;
  most integer;
BEGIN
  SELECT state INTO batch_state FROM subsidy_batch WHERE id = COALESCE(NEW.batch_id, OLD.batch_id) FOR UPDATE;
  IF TG_OP = 'UPDATE' THEN
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
  SELECT COALESCE((r.parameters ->> 'subsidy_max_yuan')::integer, 900) INTO most
    FROM enrolment e JOIN training_class c ON c.id = e.class_id JOIN rule_profile r ON r.id = c.rule_profile_id
      JOIN assessment_result a ON a.enrolment_id = e.id AND a.is_passed AND a.certificate_number = NEW.certificate_number
      JOIN subsidy_batch b ON b.id = NEW.batch_id JOIN institution i ON i.id = b.bureau_id AND i.kind = 'bureau'
    WHERE e.id = NEW.enrolment_id AND c.is_subsidised AND c.state IN ('approved', 'closed')
      AND starts_with(c.place_code, regexp_replace(i.place_code, '(00){1,2}$', ''));
  IF most IS NULL THEN
    PERFORM refuse_subsidy('no subsidised learner of this area with a certificate (P081)', 'subsidy_unentitled');
  END IF;
  IF NEW.amount_yuan > most THEN
    PERFORM refuse_subsidy('over the most that a person may get (P040)', 'subsidy_most');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER subsidy_entry_guarded BEFORE INSERT OR UPDATE OR DELETE ON subsidy_entry
  FOR EACH ROW EXECUTE FUNCTION guard_subsidy_entry();
--> statement-breakpoint
CREATE FUNCTION guard_subsidy_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'drawn' THEN
      PERFORM refuse_subsidy('a list is drawn up first (P079)', 'subsidy_life');
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.id, OLD.bureau_id, OLD.month) <> (NEW.id, NEW.bureau_id, NEW.month)
      OR OLD.state <> 'drawn' AND (OLD.from_day, OLD.until_day) IS DISTINCT FROM (NEW.from_day, NEW.until_day)
      OR (OLD.state, NEW.state) <> ('drawn', 'drawn')
        AND (OLD.publicity_days, OLD.reviewers_min) <> (NEW.publicity_days, NEW.reviewers_min)
      OR OLD.completed_at IS NOT NULL AND (OLD.completed_at, OLD.completed_by) IS DISTINCT FROM (NEW.completed_at, NEW.completed_by)
      OR OLD.state = 'confirmed' THEN
    PERFORM refuse_subsidy('a list that was published stays as it is (P080)', 'subsidy_fixed');
  END IF;
  IF NEW.state = OLD.state THEN
    RETURN NEW;
  END IF;
  IF (OLD.state, NEW.state) NOT IN (('drawn', 'published'), ('published', 'completed'), ('completed', 'confirmed')) THEN
    PERFORM refuse_subsidy('a list is drawn up, published, completed, confirmed', 'subsidy_life');
  END IF;
  IF NEW.state IN ('published', 'completed') AND count_subsidy_signatures(NEW.id) < NEW.reviewers_min THEN
    PERFORM refuse_subsidy('too few have signed for the list as it is (P079)', 'subsidy_signatures');
  END IF;
  IF NEW.state = 'published' AND NOT EXISTS (SELECT FROM subsidy_entry WHERE batch_id = NEW.id) THEN
    PERFORM refuse_subsidy('nobody is on this list', 'subsidy_nobody');
  END IF;
  IF NEW.state = 'completed' THEN
    IF (NEW.completed_at AT TIME ZONE 'Asia/Shanghai')::date <= NEW.until_day THEN
      PERFORM refuse_subsidy('the last day of the publicity is not over (P080)', 'subsidy_running');
    END IF;
    IF EXISTS (SELECT FROM subsidy_objection WHERE batch_id = NEW.id AND answered_at IS NULL) THEN
      PERFORM refuse_subsidy('an objection waits for an answer (P080)', 'subsidy_objection_open');
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER subsidy_batch_guarded BEFORE INSERT OR UPDATE ON subsidy_batch
  FOR EACH ROW EXECUTE FUNCTION guard_subsidy_batch();
--> statement-breakpoint
CREATE FUNCTION guard_subsidy_objection() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  batch subsidy_batch;
BEGIN
  SELECT * INTO batch FROM subsidy_batch WHERE id = NEW.batch_id FOR UPDATE;
  IF TG_OP = 'INSERT' THEN
    IF batch.state <> 'published' OR (NEW.sent_at AT TIME ZONE 'Asia/Shanghai')::date > batch.until_day THEN
      PERFORM refuse_subsidy('the publicity is over (P080)', 'subsidy_publicity_over');
    END IF;
    IF NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT FROM subsidy_entry WHERE id = NEW.entry_id AND batch_id = NEW.batch_id) THEN
      PERFORM refuse_subsidy('a line of another list', 'subsidy_fixed');
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.answered_at IS NOT NULL OR to_jsonb(OLD) - '{is_upheld,answer,answered_by,answered_at}'::text[]
      <> to_jsonb(NEW) - '{is_upheld,answer,answered_by,answered_at}'::text[] THEN
    PERFORM refuse_subsidy('an objection is answered once (P080)', 'subsidy_fixed');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER subsidy_objection_guarded BEFORE INSERT OR UPDATE ON subsidy_objection
  FOR EACH ROW EXECUTE FUNCTION guard_subsidy_objection();
--> statement-breakpoint
-- P082, P083: bound to one ID number and never changed, so that nobody can hand it on. The enrolment has no reference: a
-- voucher outlives it, void.
CREATE TABLE voucher (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  number text NOT NULL UNIQUE,
  learner_id uuid NOT NULL REFERENCES person (id),
  class_id uuid NOT NULL REFERENCES training_class (id),
  enrolment_id uuid NOT NULL,
  id_number_digest bytea NOT NULL,
  issued_at timestamptz NOT NULL,
  CONSTRAINT voucher_once UNIQUE (learner_id, class_id)
);
--> statement-breakpoint
CREATE INDEX voucher_class ON voucher (class_id);
--> statement-breakpoint
CREATE TRIGGER voucher_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON voucher
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION guard_voucher() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM enrolment e JOIN training_class c ON c.id = e.class_id JOIN person p ON p.id = e.learner_id
      WHERE e.id = NEW.enrolment_id AND e.learner_id = NEW.learner_id AND e.class_id = NEW.class_id
        AND c.is_subsidised AND c.state IN ('approved', 'closed') AND p.id_number_digest = NEW.id_number_digest) THEN
    PERFORM refuse_subsidy('a voucher is for a learner of an approved subsidised class, under her own number (P083)', 'voucher_bound');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER voucher_guarded BEFORE INSERT ON voucher FOR EACH ROW EXECUTE FUNCTION guard_voucher();
