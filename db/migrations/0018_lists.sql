-- Lists that stay as fast with 100,000 learners and 2,000 classes: every page is one range of one index.
CREATE INDEX person_learner ON person (name, id) WHERE role = 'learner';
--> statement-breakpoint
CREATE INDEX person_learner_institution ON person (institution_id, name, id) WHERE role = 'learner';
--> statement-breakpoint
CREATE INDEX person_learner_spelling ON person (name text_pattern_ops) WHERE role = 'learner';
--> statement-breakpoint
CREATE INDEX person_learner_phone_end ON person (right(phone, 4)) WHERE role = 'learner';
--> statement-breakpoint
DROP INDEX training_class_institution;
--> statement-breakpoint
CREATE INDEX training_class_newest ON training_class (starts_on DESC, id DESC);
--> statement-breakpoint
CREATE INDEX training_class_institution ON training_class (institution_id, starts_on DESC, id DESC);
--> statement-breakpoint
CREATE INDEX training_class_county ON training_class (place_code, starts_on DESC, id DESC);
--> statement-breakpoint
CREATE INDEX training_class_city ON training_class (left(place_code, 4), starts_on DESC, id DESC);
--> statement-breakpoint
CREATE INDEX training_class_province ON training_class (left(place_code, 2), starts_on DESC, id DESC);
--> statement-breakpoint
CREATE INDEX training_class_waiting ON training_class (left(place_code, 4)) WHERE state = 'applied';
--> statement-breakpoint
CREATE INDEX class_teacher_teacher ON class_teacher (teacher_id);
--> statement-breakpoint
CREATE TABLE class_count (
  class_id uuid PRIMARY KEY REFERENCES training_class (id),
  stuck integer NOT NULL,
  behind integer NOT NULL,
  never integer NOT NULL,
  on_plan integer NOT NULL,
  finished integer NOT NULL,
  counted_at timestamptz NOT NULL
);
--> statement-breakpoint
-- How many rows of a roster wait for a correction: they lie sealed, the to-do counts them.
ALTER TABLE roster_import ADD COLUMN rows_left integer NOT NULL DEFAULT 0;
