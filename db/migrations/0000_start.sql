CREATE TABLE "control_question" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"video_version_id" uuid NOT NULL,
	"from_ms" bigint NOT NULL,
	"ask" text NOT NULL,
	"right" text NOT NULL,
	"wrong" text[] NOT NULL,
	"audio_blob" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "course" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"occupation_id" text NOT NULL,
	"title" text NOT NULL,
	"level" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "course_lesson" (
	"course_version_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"lesson_id" uuid NOT NULL,
	"module_name" text NOT NULL,
	CONSTRAINT "course_lesson_course_version_id_ordinal_pk" PRIMARY KEY("course_version_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "course_version" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"course_id" uuid NOT NULL,
	"number" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lesson" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"occupation_id" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	CONSTRAINT "lesson_slug" UNIQUE("occupation_id","slug")
);
--> statement-breakpoint
CREATE TABLE "occupation" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "video_version" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"lesson_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"step" text DEFAULT 'waiting' NOT NULL,
	"step_pct" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"duration_ms" bigint,
	"renditions" jsonb,
	"group_ms" integer DEFAULT 30000 NOT NULL,
	"segment_ms" integer DEFAULT 4000 NOT NULL,
	"content_key_sealed" "bytea",
	"content_sha256" "bytea",
	"approval_document" text,
	"approved_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	CONSTRAINT "video_version_number" UNIQUE("lesson_id","number")
);
--> statement-breakpoint
CREATE TABLE "chain_head" (
	"learner_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checkpoint" (
	"learner_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	"signature" "bytea" NOT NULL,
	"key_version" integer NOT NULL,
	CONSTRAINT "checkpoint_learner_id_seq_pk" PRIMARY KEY("learner_id","seq")
);
--> statement-breakpoint
CREATE TABLE "evidence_event" (
	"learner_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"body" text NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "evidence_event_learner_id_seq_pk" PRIMARY KEY("learner_id","seq")
);
--> statement-breakpoint
CREATE TABLE "institution" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"phone" text NOT NULL,
	"place_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "learner_key" (
	"learner_id" uuid PRIMARY KEY NOT NULL,
	"wrapped_key" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"institution_id" uuid NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"phone" text NOT NULL,
	"id_number_sealed" "bytea",
	"id_number_digest" "bytea",
	"first_sign_in_code_hash" text,
	"password_hash" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_phone_unique" UNIQUE("phone"),
	CONSTRAINT "person_id_number_digest_unique" UNIQUE("id_number_digest")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"user_agent" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failure" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"phone" text NOT NULL,
	"address" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"payload" jsonb NOT NULL,
	"priority" integer DEFAULT 100 NOT NULL,
	"run_after" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_by" text,
	"claimed_until" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"done_at" timestamp with time zone,
	"failure" text,
	CONSTRAINT "job_once" UNIQUE("kind","subject")
);
--> statement-breakpoint
CREATE TABLE "worker_heartbeat" (
	"worker" text PRIMARY KEY NOT NULL,
	"beat_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snapshot" (
	"learner_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"enrolment_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"class_hour" integer NOT NULL,
	"fence" bigint NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"sha256" "bytea" NOT NULL,
	"upload_sha256" "bytea" NOT NULL,
	"likeness" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"blob" text NOT NULL,
	CONSTRAINT "snapshot_learner_id_id_pk" PRIMARY KEY("learner_id","id"),
	CONSTRAINT "snapshot_upload_once" UNIQUE("learner_id","upload_sha256")
);
--> statement-breakpoint
CREATE TABLE "control" (
	"learner_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"video_version_id" uuid NOT NULL,
	"fence" bigint NOT NULL,
	"kind" text NOT NULL,
	"attempt" integer NOT NULL,
	"prompt" text NOT NULL,
	"audio_blob" text NOT NULL,
	"choices" jsonb NOT NULL,
	"right_answer" text NOT NULL,
	"media_ms" bigint NOT NULL,
	"asked_wall_ms" bigint NOT NULL,
	"asked_mono_ms" bigint NOT NULL,
	"asked_boot" text NOT NULL,
	"answer_ms" integer NOT NULL,
	"state" text NOT NULL,
	"answered_at" timestamp with time zone,
	"given_answer" text,
	CONSTRAINT "control_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
CREATE TABLE "enrolment_study" (
	"learner_id" uuid NOT NULL,
	"enrolment_id" uuid NOT NULL,
	"credited_ms" bigint DEFAULT 0 NOT NULL,
	"played_ms" bigint DEFAULT 0 NOT NULL,
	"snapshot_demand_id" uuid,
	"snapshot_hour" integer,
	"snapshot_due_played_ms" bigint,
	"snapshot_asked_wall_ms" bigint,
	"snapshot_asked_mono_ms" bigint,
	"snapshot_asked_boot" text,
	"photographed_hours" integer[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "enrolment_study_learner_id_enrolment_id_pk" PRIMARY KEY("learner_id","enrolment_id")
);
--> statement-breakpoint
CREATE TABLE "lease" (
	"learner_id" uuid NOT NULL,
	"fence" bigint NOT NULL,
	"enrolment_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"video_version_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"base_ms" bigint NOT NULL,
	"rules" jsonb NOT NULL,
	"window_id" text NOT NULL,
	"user_agent" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"end_reason" text,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"last_answer" text,
	"last_seen_at" timestamp with time zone NOT NULL,
	"media_ms" bigint NOT NULL,
	"counted_wall_ms" bigint NOT NULL,
	"counted_mono_ms" bigint NOT NULL,
	"counted_boot" text NOT NULL,
	"logged_reason" text,
	CONSTRAINT "lease_learner_id_fence_pk" PRIMARY KEY("learner_id","fence")
);
--> statement-breakpoint
CREATE TABLE "lesson_progress" (
	"learner_id" uuid NOT NULL,
	"video_version_id" uuid NOT NULL,
	"enrolment_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"duration_ms" bigint NOT NULL,
	"proven_ms" bigint DEFAULT 0 NOT NULL,
	"frontier_ms" bigint DEFAULT 0 NOT NULL,
	"since_proof_ms" bigint DEFAULT 0 NOT NULL,
	"control_gap_ms" bigint NOT NULL,
	"carry_ms" bigint DEFAULT 0 NOT NULL,
	"control_id" uuid,
	"withheld_to_ms" bigint,
	"withheld_reason" text,
	"completed_at" timestamp with time zone,
	CONSTRAINT "lesson_progress_learner_id_video_version_id_pk" PRIMARY KEY("learner_id","video_version_id")
);
--> statement-breakpoint
CREATE TABLE "enrolment" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"learner_id" uuid NOT NULL,
	"class_id" uuid NOT NULL,
	"enrolled_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "enrolment_once" UNIQUE("learner_id","class_id")
);
--> statement-breakpoint
CREATE TABLE "rule_profile" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"place_code" text NOT NULL,
	"class_type" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"source_document" text NOT NULL,
	"parameters" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "training_class" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"institution_id" uuid NOT NULL,
	"title" text NOT NULL,
	"course_version_id" uuid NOT NULL,
	"rule_profile_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"approved_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "control_question" ADD CONSTRAINT "control_question_video_version_id_video_version_id_fk" FOREIGN KEY ("video_version_id") REFERENCES "public"."video_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course" ADD CONSTRAINT "course_occupation_id_occupation_id_fk" FOREIGN KEY ("occupation_id") REFERENCES "public"."occupation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_lesson" ADD CONSTRAINT "course_lesson_course_version_id_course_version_id_fk" FOREIGN KEY ("course_version_id") REFERENCES "public"."course_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_lesson" ADD CONSTRAINT "course_lesson_lesson_id_lesson_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lesson"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_version" ADD CONSTRAINT "course_version_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_occupation_id_occupation_id_fk" FOREIGN KEY ("occupation_id") REFERENCES "public"."occupation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "video_version" ADD CONSTRAINT "video_version_lesson_id_lesson_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lesson"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_key" ADD CONSTRAINT "learner_key_learner_id_person_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_institution_id_institution_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_learner_id_person_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_class_id_training_class_id_fk" FOREIGN KEY ("class_id") REFERENCES "public"."training_class"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_class" ADD CONSTRAINT "training_class_institution_id_institution_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_class" ADD CONSTRAINT "training_class_course_version_id_course_version_id_fk" FOREIGN KEY ("course_version_id") REFERENCES "public"."course_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_class" ADD CONSTRAINT "training_class_rule_profile_id_rule_profile_id_fk" FOREIGN KEY ("rule_profile_id") REFERENCES "public"."rule_profile"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sign_in_failure_phone" ON "sign_in_failure" USING btree ("phone","at");--> statement-breakpoint
CREATE INDEX "sign_in_failure_address" ON "sign_in_failure" USING btree ("address","at");--> statement-breakpoint
CREATE INDEX "job_open" ON "job" USING btree ("done_at","run_after");--> statement-breakpoint
CREATE INDEX "snapshot_hour" ON "snapshot" USING btree ("learner_id","enrolment_id","class_hour");--> statement-breakpoint
CREATE INDEX "control_video" ON "control" USING btree ("learner_id","video_version_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_lease" ON "lease" USING btree ("learner_id") WHERE ended_at is null;