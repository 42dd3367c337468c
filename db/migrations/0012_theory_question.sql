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
ALTER TABLE "theory_question" ADD CONSTRAINT "theory_question_video_version_id_video_version_id_fk" FOREIGN KEY ("video_version_id") REFERENCES "public"."video_version"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TRIGGER theory_question_fixed BEFORE INSERT OR UPDATE OR DELETE ON theory_question
  FOR EACH ROW EXECUTE FUNCTION guard_version_part();
--> statement-breakpoint
CREATE TRIGGER theory_question_kept BEFORE TRUNCATE ON theory_question
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
