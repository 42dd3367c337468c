-- D03: near copies of a picture are looked for among everybody's. Two 64-bit hashes that differ in at most three bits
-- share at least one of four bands; a band takes its digits from all over the picture, so that a plain wall does not
-- make all bands alike.
CREATE FUNCTION likeness_band(likeness text, band integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT substr(likeness, band, 1) || substr(likeness, band + 4, 1) || substr(likeness, band + 8, 1)
    || substr(likeness, band + 12, 1) $$;
--> statement-breakpoint
CREATE INDEX face_frame_band_1 ON face_frame (likeness_band(likeness, 1));
--> statement-breakpoint
CREATE INDEX face_frame_band_2 ON face_frame (likeness_band(likeness, 2));
--> statement-breakpoint
CREATE INDEX face_frame_band_3 ON face_frame (likeness_band(likeness, 3));
--> statement-breakpoint
CREATE INDEX face_frame_band_4 ON face_frame (likeness_band(likeness, 4));
--> statement-breakpoint
CREATE INDEX snapshot_band_1 ON snapshot (likeness_band(likeness, 1));
--> statement-breakpoint
CREATE INDEX snapshot_band_2 ON snapshot (likeness_band(likeness, 2));
--> statement-breakpoint
CREATE INDEX snapshot_band_3 ON snapshot (likeness_band(likeness, 3));
--> statement-breakpoint
CREATE INDEX snapshot_band_4 ON snapshot (likeness_band(likeness, 4));
