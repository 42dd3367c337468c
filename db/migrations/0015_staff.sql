-- Staff accounts: roles, invitations, suspension, a second step at sign-in, and one log of looks at personal data.
ALTER TABLE person ADD COLUMN suspended_at timestamptz,
  ADD CONSTRAINT person_role CHECK (role IN ('learner', 'clerk', 'teacher', 'author', 'head', 'bureau', 'reviewer', 'inspector', 'auditor', 'operator')),
  ADD CONSTRAINT person_suspended CHECK (suspended_at IS NULL OR role <> 'learner');
--> statement-breakpoint
ALTER TABLE session ADD COLUMN second_step_at timestamptz;
--> statement-breakpoint
-- Institutions that work already have two weeks; the demo until its head says so; new ones begin with it.
ALTER TABLE institution ADD COLUMN totp_required_from timestamptz;
--> statement-breakpoint
UPDATE institution SET totp_required_from = now() + interval '14 days' WHERE name NOT LIKE '演示%' AND kind <> 'platform';
--> statement-breakpoint
ALTER TABLE institution ALTER COLUMN totp_required_from SET DEFAULT now();
--> statement-breakpoint
CREATE TABLE staff_totp (
  person_id uuid PRIMARY KEY REFERENCES person (id),
  secret_sealed bytea NOT NULL,
  shown_to bytea NOT NULL,
  confirmed_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE recovery_code (
  person_id uuid NOT NULL REFERENCES person (id),
  digest bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (person_id, digest)
);
--> statement-breakpoint
CREATE TABLE staff_invitation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  institution_id uuid NOT NULL REFERENCES institution (id),
  role text NOT NULL CHECK (role IN ('clerk', 'teacher', 'author', 'head', 'bureau', 'inspector', 'auditor', 'operator')),
  name text NOT NULL,
  phone text NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  code_digest bytea NOT NULL,
  tries integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 10),
  invited_by uuid NOT NULL REFERENCES person (id),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  person_id uuid REFERENCES person (id),
  revoked_at timestamptz,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT invitation_ends_once CHECK (accepted_at IS NULL OR revoked_at IS NULL),
  CONSTRAINT invitation_person CHECK ((accepted_at IS NULL) = (person_id IS NULL))
);
--> statement-breakpoint
CREATE INDEX staff_invitation_institution ON staff_invitation (institution_id, seq);
--> statement-breakpoint
CREATE UNIQUE INDEX staff_invitation_open ON staff_invitation (institution_id, phone) WHERE accepted_at IS NULL AND revoked_at IS NULL;
--> statement-breakpoint
CREATE TABLE staff_step (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  person_id uuid NOT NULL REFERENCES person (id),
  step text NOT NULL CHECK (step IN ('joined', 'suspended', 'returned', 'second_step_reset')),
  actor_id uuid NOT NULL REFERENCES person (id),
  reason text NOT NULL,
  at timestamptz NOT NULL,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  -- Nobody suspends themselves, whatever the program says.
  CONSTRAINT staff_step_other CHECK (step NOT IN ('suspended', 'returned') OR person_id <> actor_id)
);
--> statement-breakpoint
CREATE INDEX staff_step_person ON staff_step (person_id, seq);
--> statement-breakpoint
CREATE TRIGGER staff_step_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON staff_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Looks at pictures become part of the one log of looks at personal data.
CREATE TABLE data_view (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  viewer_id uuid NOT NULL,
  viewer_role text NOT NULL,
  viewer_institution_id uuid NOT NULL,
  kind text NOT NULL,
  learner_id uuid,
  class_id uuid,
  institution_id uuid,
  count integer NOT NULL DEFAULT 1 CHECK (count >= 0),
  picture_kind text,
  picture_id text,
  reason text,
  at timestamptz NOT NULL,
  CONSTRAINT data_view_picture CHECK (kind <> 'picture' OR (learner_id IS NOT NULL AND picture_kind IS NOT NULL AND picture_id IS NOT NULL AND reason IS NOT NULL)),
  CONSTRAINT data_view_seq UNIQUE (seq)
);
--> statement-breakpoint
INSERT INTO data_view (viewer_id, viewer_role, viewer_institution_id, kind, learner_id, institution_id, picture_kind, picture_id, reason, at)
SELECT v.viewer_id, v.viewer_role, b.institution_id, 'picture', v.learner_id, l.institution_id, v.picture_kind, v.picture_id, v.reason, v.at
FROM picture_view v JOIN person b ON b.id = v.viewer_id JOIN person l ON l.id = v.learner_id ORDER BY v.at, v.id;
--> statement-breakpoint
DROP TABLE picture_view;
--> statement-breakpoint
CREATE INDEX data_view_learner ON data_view (learner_id, seq);
--> statement-breakpoint
CREATE INDEX data_view_class ON data_view (class_id, seq);
--> statement-breakpoint
CREATE INDEX data_view_institution ON data_view (institution_id, seq);
--> statement-breakpoint
CREATE TRIGGER data_view_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON data_view
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
