DROP INDEX "face_challenge_judged";--> statement-breakpoint
CREATE INDEX "face_challenge_with_frames" ON "face_challenge" USING btree ("judged_at") WHERE frames_erased_at is null;