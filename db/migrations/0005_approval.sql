CREATE TABLE "content_event" (
	"video_version_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"body" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"signature" "bytea" NOT NULL,
	"key_version" integer NOT NULL,
	CONSTRAINT "content_event_video_version_id_seq_pk" PRIMARY KEY("video_version_id","seq")
);
--> statement-breakpoint
CREATE TABLE "review_note" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"video_version_id" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"at_ms" bigint NOT NULL,
	"words" text NOT NULL,
	"noted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "upload" (
	"id" text PRIMARY KEY NOT NULL,
	"institution_id" uuid NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"began_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"video_version_id" uuid
);
--> statement-breakpoint
CREATE TABLE "version_review" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"video_version_id" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"document_number" text,
	"reason" text NOT NULL,
	"checklist" jsonb NOT NULL,
	"content_sha256" "bytea" NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "version_review_once" UNIQUE("video_version_id","reviewer_id")
);
--> statement-breakpoint
CREATE TABLE "course_module" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"course_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "module_lesson" (
	"module_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	CONSTRAINT "module_lesson_module_id_lesson_id_pk" PRIMARY KEY("module_id","lesson_id")
);
--> statement-breakpoint
CREATE TABLE "theory_question" (
	"video_version_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"ask" text NOT NULL,
	"right" text NOT NULL,
	"wrong" text[] NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "theory_question_video_version_id_number_pk" PRIMARY KEY("video_version_id","number")
);
--> statement-breakpoint
CREATE TABLE "version_file" (
	"video_version_id" uuid NOT NULL,
	"path" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"bytes" bigint NOT NULL,
	CONSTRAINT "version_file_video_version_id_path_pk" PRIMARY KEY("video_version_id","path")
);
--> statement-breakpoint
CREATE TABLE "class_video" (
	"class_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"video_version_id" uuid NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "class_video_class_id_lesson_id_pk" PRIMARY KEY("class_id","lesson_id")
);
--> statement-breakpoint
ALTER TABLE "control_question" ADD COLUMN "kind" text DEFAULT 'text' NOT NULL;--> statement-breakpoint
ALTER TABLE "course" ADD COLUMN "institution_id" uuid;--> statement-breakpoint
ALTER TABLE "course" ADD COLUMN "standard_name" text;--> statement-breakpoint
ALTER TABLE "course" ADD COLUMN "standard_year" integer;--> statement-breakpoint
ALTER TABLE "course" ADD COLUMN "standard_code" text;--> statement-breakpoint
ALTER TABLE "course" ADD COLUMN "standard_items" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "course" ADD COLUMN "is_standard_verified" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "course" ADD COLUMN "programme_hours" integer;--> statement-breakpoint
ALTER TABLE "course_version" ADD COLUMN "released_by" uuid;--> statement-breakpoint
ALTER TABLE "course_version" ADD COLUMN "released_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "lesson" ADD COLUMN "institution_id" uuid;--> statement-breakpoint
ALTER TABLE "lesson" ADD COLUMN "standard_item" text;--> statement-breakpoint
ALTER TABLE "lesson" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "lesson" ADD COLUMN "planned_minutes" integer;--> statement-breakpoint
ALTER TABLE "occupation" ADD COLUMN "is_shared" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "source_kind" text DEFAULT 'script' NOT NULL;--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "source_blob" text;--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "source_sha256" "bytea";--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "source_bytes" bigint;--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "source_name" text;--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "voice_blob" text;--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "institution_id" uuid;--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "uploaded_by" uuid;--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "licence" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "portrait_rights" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "flags" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "probe" jsonb;--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "created_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "submitted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "video_version" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "institution" ADD COLUMN "kind" text DEFAULT 'school' NOT NULL;--> statement-breakpoint
ALTER TABLE "institution" ADD COLUMN "upload_quota_bytes" bigint DEFAULT 200000000000 NOT NULL;--> statement-breakpoint
ALTER TABLE "review_note" ADD CONSTRAINT "review_note_video_version_id_video_version_id_fk" FOREIGN KEY ("video_version_id") REFERENCES "public"."video_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_note" ADD CONSTRAINT "review_note_reviewer_id_person_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_institution_id_institution_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_uploaded_by_person_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_video_version_id_video_version_id_fk" FOREIGN KEY ("video_version_id") REFERENCES "public"."video_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_review" ADD CONSTRAINT "version_review_video_version_id_video_version_id_fk" FOREIGN KEY ("video_version_id") REFERENCES "public"."video_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_review" ADD CONSTRAINT "version_review_reviewer_id_person_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_module" ADD CONSTRAINT "course_module_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_lesson" ADD CONSTRAINT "module_lesson_module_id_course_module_id_fk" FOREIGN KEY ("module_id") REFERENCES "public"."course_module"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_lesson" ADD CONSTRAINT "module_lesson_lesson_id_lesson_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lesson"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "theory_question" ADD CONSTRAINT "theory_question_video_version_id_video_version_id_fk" FOREIGN KEY ("video_version_id") REFERENCES "public"."video_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_file" ADD CONSTRAINT "version_file_video_version_id_video_version_id_fk" FOREIGN KEY ("video_version_id") REFERENCES "public"."video_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "class_video" ADD CONSTRAINT "class_video_class_id_training_class_id_fk" FOREIGN KEY ("class_id") REFERENCES "public"."training_class"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "class_video" ADD CONSTRAINT "class_video_lesson_id_lesson_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lesson"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "class_video" ADD CONSTRAINT "class_video_video_version_id_video_version_id_fk" FOREIGN KEY ("video_version_id") REFERENCES "public"."video_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "review_note_version" ON "review_note" USING btree ("video_version_id","at_ms");--> statement-breakpoint
CREATE INDEX "upload_institution" ON "upload" USING btree ("institution_id","finished_at");--> statement-breakpoint
CREATE INDEX "course_module_order" ON "course_module" USING btree ("course_id","ordinal");--> statement-breakpoint
ALTER TABLE "course" ADD CONSTRAINT "course_institution_id_institution_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_version" ADD CONSTRAINT "course_version_released_by_person_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_institution_id_institution_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "video_version" ADD CONSTRAINT "video_version_institution_id_institution_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "video_version" ADD CONSTRAINT "video_version_uploaded_by_person_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "video_version_state" ON "video_version" USING btree ("state","submitted_at");--> statement-breakpoint
ALTER TABLE "course_version" ADD CONSTRAINT "course_version_number" UNIQUE("course_id","number");