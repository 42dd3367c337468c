-- Targets of places, subsidised places of a year, and what institutions are entitled to (P035, P036, P041, P045, P112).
CREATE TABLE target (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  area_code text NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[1-8][0-9]{5}$'),
  scope text NOT NULL CHECK (scope IN ('whole', 'own')),
  from_year integer NOT NULL CHECK (from_year BETWEEN 2000 AND 2100),
  to_year integer NOT NULL CHECK (to_year BETWEEN from_year AND 2100),
  group_name text NOT NULL,
  measure text NOT NULL CHECK (measure IN ('trained', 'subsidised', 'skilled', 'highly_skilled')),
  people integer CHECK (people >= 0),
  clause text,
  is_inferred boolean NOT NULL DEFAULT false,
  set_by uuid REFERENCES person (id),
  set_at timestamptz NOT NULL,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY
);
--> statement-breakpoint
CREATE INDEX target_place ON target (place_code, from_year);
--> statement-breakpoint
CREATE TRIGGER target_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON target
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TABLE quota (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  area_code text NOT NULL,
  place_code text CHECK (place_code ~ '^[1-8][0-9]{5}$'),
  institution_id uuid REFERENCES institution (id),
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  occupation_id text REFERENCES occupation (id),
  places integer CHECK (places >= 0),
  set_by uuid NOT NULL REFERENCES person (id),
  set_at timestamptz NOT NULL,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  CHECK (num_nonnulls(place_code, institution_id) = 1)
);
--> statement-breakpoint
CREATE INDEX quota_year ON quota (year);
--> statement-breakpoint
CREATE TRIGGER quota_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON quota
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TABLE institution_qualification (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  institution_id uuid NOT NULL REFERENCES institution (id),
  kind text NOT NULL CHECK (kind IN ('school_system', 'speciality')),
  occupation_id text REFERENCES occupation (id),
  from_day date NOT NULL,
  is_held boolean NOT NULL,
  decided_by uuid NOT NULL REFERENCES person (id),
  decided_at timestamptz NOT NULL,
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  CHECK ((kind = 'speciality') = (occupation_id IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX institution_qualification_institution ON institution_qualification (institution_id, from_day);
--> statement-breakpoint
CREATE TRIGGER institution_qualification_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON institution_qualification
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Results are counted by the day on which their assessment ended.
CREATE INDEX assessment_result_ended ON assessment_result (ended_on);
