-- What people are told: in the product, by text message; what the supervision platform is told; files that a worker writes.
CREATE INDEX person_staff_of ON person (institution_id, role) WHERE role <> 'learner';
--> statement-breakpoint
CREATE TABLE notice (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  recipient_id uuid NOT NULL REFERENCES person (id),
  kind text NOT NULL,
  subject text NOT NULL,
  facts jsonb NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL,
  read_at timestamptz,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT notice_once UNIQUE (recipient_id, kind, subject)
);
--> statement-breakpoint
CREATE INDEX notice_recipient ON notice (recipient_id, seq);
--> statement-breakpoint
CREATE INDEX notice_unread ON notice (recipient_id) WHERE read_at IS NULL;
--> statement-breakpoint
-- What somebody was told stays what she was told.
CREATE FUNCTION guard_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.recipient_id, OLD.kind, OLD.subject, OLD.facts, OLD.at) IS DISTINCT FROM
      (NEW.id, NEW.recipient_id, NEW.kind, NEW.subject, NEW.facts, NEW.at)
      OR OLD.read_at IS NOT NULL AND OLD.read_at IS DISTINCT FROM NEW.read_at THEN
    RAISE EXCEPTION 'a notice stays as it was given' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_kept';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER notice_kept BEFORE UPDATE ON notice FOR EACH ROW EXECUTE FUNCTION guard_notice();
--> statement-breakpoint
CREATE TABLE sms (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  key text NOT NULL CONSTRAINT sms_once UNIQUE,
  person_id uuid NOT NULL REFERENCES person (id),
  template text NOT NULL,
  params jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'dropped')),
  reason text,
  tries integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  begun_at timestamptz,
  sent_at timestamptz,
  gateway text,
  gateway_id text
);
--> statement-breakpoint
CREATE INDEX sms_person ON sms (person_id, begun_at);
--> statement-breakpoint
CREATE TABLE sms_opt_out (
  person_id uuid PRIMARY KEY REFERENCES person (id),
  at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE supervision_record (
  seq bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  subject text NOT NULL,
  class_id uuid NOT NULL REFERENCES training_class (id),
  person_id uuid REFERENCES person (id),
  version integer NOT NULL,
  payload text NOT NULL,
  sha256 text NOT NULL CONSTRAINT supervision_record_hash CHECK (sha256 = encode(sha256(convert_to(payload, 'UTF8')), 'hex')),
  at timestamptz NOT NULL,
  CONSTRAINT supervision_record_once UNIQUE (kind, subject)
);
--> statement-breakpoint
CREATE INDEX supervision_record_class ON supervision_record (class_id, seq);
--> statement-breakpoint
CREATE TRIGGER supervision_record_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision_record
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TABLE supervision_delivery (
  seq bigint PRIMARY KEY REFERENCES supervision_record (seq),
  adapter text,
  batch text,
  tries integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  answer text,
  delivered_at timestamptz
);
--> statement-breakpoint
CREATE INDEX supervision_waiting ON supervision_delivery (next_at, seq) WHERE delivered_at IS NULL;
--> statement-breakpoint
CREATE INDEX supervision_batch ON supervision_delivery (batch, seq);
--> statement-breakpoint
-- Nothing is recorded that is not on its way, whoever writes.
CREATE FUNCTION send_supervision_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO supervision_delivery (seq, next_at) VALUES (NEW.seq, NEW.at);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER supervision_record_sent AFTER INSERT ON supervision_record
  FOR EACH ROW EXECUTE FUNCTION send_supervision_record();
--> statement-breakpoint
-- What was delivered stays delivered.
CREATE FUNCTION guard_supervision_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.delivered_at IS NOT NULL AND NEW.delivered_at IS DISTINCT FROM OLD.delivered_at THEN
    RAISE EXCEPTION 'what was delivered stays delivered (P003)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'supervision_delivered';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER supervision_delivery_kept BEFORE UPDATE ON supervision_delivery
  FOR EACH ROW EXECUTE FUNCTION guard_supervision_delivery();
--> statement-breakpoint
CREATE TRIGGER supervision_delivery_stays BEFORE DELETE OR TRUNCATE ON supervision_delivery
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TABLE export_file (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  asked_by uuid NOT NULL REFERENCES person (id),
  kind text NOT NULL,
  state text NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'working', 'ready', 'cancelled', 'stopped', 'expired')),
  lang text NOT NULL CHECK (lang IN ('zh', 'en')),
  rows_all integer,
  rows_done integer NOT NULL DEFAULT 0,
  parts integer NOT NULL DEFAULT 0,
  after text,
  bytes bigint NOT NULL DEFAULT 0,
  sha256 text,
  asked_at timestamptz NOT NULL,
  ready_at timestamptz,
  expires_at timestamptz NOT NULL,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY
);
--> statement-breakpoint
CREATE INDEX export_file_asked ON export_file (asked_by, seq);
--> statement-breakpoint
CREATE INDEX export_file_expires ON export_file (expires_at);
--> statement-breakpoint
CREATE INDEX lesson_progress_completed ON lesson_progress (completed_at) WHERE completed_at IS NOT NULL;
--> statement-breakpoint
-- One file of a kind is written for somebody at a time: a second press asks for the same.
CREATE UNIQUE INDEX export_file_open ON export_file (asked_by, kind) WHERE state IN ('waiting', 'working');
