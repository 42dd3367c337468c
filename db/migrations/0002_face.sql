CREATE TABLE "face_challenge" (
	"learner_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"reason" text NOT NULL,
	"session_hash" "bytea" NOT NULL,
	"control_id" uuid,
	"attempt" integer NOT NULL,
	"actions" jsonb NOT NULL,
	"shown_ms" integer[] DEFAULT '{}' NOT NULL,
	"nonce" "bytea" NOT NULL,
	"asked_wall_ms" bigint NOT NULL,
	"asked_mono_ms" bigint NOT NULL,
	"asked_boot" text NOT NULL,
	"answer_ms" integer NOT NULL,
	"extensions" integer DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"fault" text,
	"verdict" jsonb,
	"judged_at" timestamp with time zone,
	"frames_erased_at" timestamp with time zone,
	CONSTRAINT "face_challenge_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
CREATE TABLE "face_change" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"learner_id" uuid NOT NULL,
	"clerk_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"allowed_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "face_frame" (
	"learner_id" uuid NOT NULL,
	"challenge_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"arrived_ms" integer NOT NULL,
	"sha256" "bytea" NOT NULL,
	"upload_sha256" "bytea" NOT NULL,
	"likeness" text NOT NULL,
	"blob" text NOT NULL,
	CONSTRAINT "face_frame_learner_id_challenge_id_seq_pk" PRIMARY KEY("learner_id","challenge_id","seq"),
	CONSTRAINT "face_frame_once" UNIQUE("upload_sha256")
);
--> statement-breakpoint
CREATE TABLE "face_reference" (
	"learner_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"challenge_id" uuid NOT NULL,
	"model_id" text NOT NULL,
	"template_sealed" "bytea",
	"blob" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"compared" text,
	"id_photo_distance" integer,
	"change_reason" text,
	"clerk_id" uuid,
	"clerk_at" timestamp with time zone,
	"second_id" uuid,
	"second_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "face_reference_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
CREATE TABLE "face_witness" (
	"learner_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"clerk_id" uuid NOT NULL,
	"witnessed_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "face_witness_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
CREATE TABLE "helper_notice" (
	"learner_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "helper_notice_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
CREATE TABLE "id_photo" (
	"learner_id" uuid PRIMARY KEY NOT NULL,
	"blob" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasure" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"learner_id" uuid NOT NULL,
	"what" text NOT NULL,
	"count" integer NOT NULL,
	"why" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "face_case" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"learner_id" uuid NOT NULL,
	"institution_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"other_learner_id" uuid,
	"words" text,
	"opened_at" timestamp with time zone NOT NULL,
	"decision" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"reason" text,
	"seen_by_learner_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "face_consent" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"learner_id" uuid NOT NULL,
	"action" text NOT NULL,
	"version" text NOT NULL,
	"channel" text NOT NULL,
	"user_agent" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "impact_assessment" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"version" text NOT NULL,
	"model_id" text NOT NULL,
	"thresholds" jsonb NOT NULL,
	"assessed_on" date NOT NULL,
	"assessed_by" uuid,
	"summary" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "impact_assessment_version_unique" UNIQUE("version")
);
--> statement-breakpoint
CREATE TABLE "picture_view" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"viewer_id" uuid NOT NULL,
	"viewer_role" text NOT NULL,
	"learner_id" uuid NOT NULL,
	"picture_kind" text NOT NULL,
	"picture_id" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "snapshot" ADD COLUMN "verdict" text;--> statement-breakpoint
ALTER TABLE "snapshot" ADD COLUMN "verdict_numbers" jsonb;--> statement-breakpoint
ALTER TABLE "snapshot" ADD COLUMN "judged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "snapshot" ADD COLUMN "counts" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "snapshot" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "enrolment_study" ADD COLUMN "face_checked_hours" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "enrolment_study" ADD COLUMN "witnessed_hours" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "enrolment_study" ADD COLUMN "face_doubt" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "lease" ADD COLUMN "face" text DEFAULT 'not_asked' NOT NULL;--> statement-breakpoint
ALTER TABLE "lease" ALTER COLUMN "face" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "lease" ADD COLUMN "face_id" uuid;--> statement-breakpoint
CREATE INDEX "face_challenge_control" ON "face_challenge" USING btree ("learner_id","control_id");--> statement-breakpoint
CREATE INDEX "face_challenge_judged" ON "face_challenge" USING btree ("judged_at");--> statement-breakpoint
CREATE INDEX "face_frame_likeness" ON "face_frame" USING btree ("likeness");--> statement-breakpoint
CREATE UNIQUE INDEX "one_active_face" ON "face_reference" USING btree ("learner_id") WHERE state = 'active';--> statement-breakpoint
CREATE INDEX "erasure_learner" ON "erasure" USING btree ("learner_id","at");--> statement-breakpoint
CREATE INDEX "face_case_open" ON "face_case" USING btree ("institution_id","opened_at") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "face_case_learner" ON "face_case" USING btree ("learner_id","opened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "face_case_once" ON "face_case" USING btree ("kind","subject_id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "face_consent_learner" ON "face_consent" USING btree ("learner_id","at");--> statement-breakpoint
CREATE INDEX "picture_view_learner" ON "picture_view" USING btree ("learner_id","at");--> statement-breakpoint
-- Leases that were opened before faces were checked keep the rules they were opened under.
UPDATE lease SET rules = rules || '{"faceChecksPerHour":0,"faceSharePct":0,"faceControlMs":465000,"faceTriesMax":3}'::jsonb;
--> statement-breakpoint
-- What was agreed, looked at and deleted is never rewritten.
CREATE TRIGGER face_consent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON face_consent
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER picture_view_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON picture_view
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER erasure_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON erasure
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
