/** A tile of a storyboard, px; upright pictures stand in it between bars. */
export const tile = { width: 160, height: 90, columns: 10 };
const tilesMax = 60;

/** How a storyboard is laid: tile `n`, row by row, shows the first picture of segment `n × everySegments`. */
export type Storyboard = { tiles: number; rows: number; everySegments: number };

/** The storyboard of a version with so many segments: at most 60 tiles, evenly spread. */
export function layStoryboard(segments: number): Storyboard {
  const everySegments = Math.max(1, Math.ceil(segments / tilesMax));
  const tiles = Math.ceil(segments / everySegments);
  return { tiles, rows: Math.ceil(tiles / tile.columns), everySegments };
}
