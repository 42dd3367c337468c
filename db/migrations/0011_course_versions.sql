ALTER TABLE "course_version" ADD CONSTRAINT "course_version_number" UNIQUE("course_id","number");
--> statement-breakpoint
-- P008: the order that a class was given stays as it is, whoever is connected.
CREATE TRIGGER course_lesson_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON course_lesson
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER course_version_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON course_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
