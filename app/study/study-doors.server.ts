import type { House } from '../platform/house.server.ts';
import { openBeatDoor, type BeatDoor } from './beat-door.server.ts';
import { openControlPools, type ControlPools } from './control-pool.server.ts';
import { openKeyDoor, type KeyDoor } from './key-door.server.ts';
import { openKnownStudies } from './known-studies.server.ts';
import { openVideos, type Videos } from './read-video.server.ts';
import { openSitters } from './sitters.server.ts';

/** What is asked most, with what one process remembers for it. */
export type StudyDoors = { takeBeat: BeatDoor; giveKey: KeyDoor; pools: ControlPools; videos: Videos };

/** Opens the doors for beats and keys; both rest on the same memory. */
export function openStudyDoors(house: Pick<House, 'sql' | 'env' | 'blobs' | 'masterKey'>): StudyDoors {
  const { sql, env, blobs, masterKey } = house;
  const pools = openControlPools(sql, blobs);
  const videos = openVideos(sql, masterKey);
  const sitters = openSitters(sql, env.secureCookies);
  const known = openKnownStudies(sql);
  return {
    pools,
    videos,
    takeBeat: openBeatDoor(sql, sitters, known, pools),
    giveKey: openKeyDoor(sql, sitters, known, videos),
  };
}
