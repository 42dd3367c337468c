/** How a head is held: degrees (above 0 towards the picture's right: the person's own left), and eyes 0 open to 1 closed. */
export type Pose = { yaw: number; closed: number };

/** What a person does in front of a camera, by her own left and right. */
export type Act =
  | { do: 'turn_left' | 'turn_right'; holdMs?: number; degrees?: number }
  | { do: 'blink'; times: number }
  | { do: 'hold'; forMs: number };

const turnDegrees = 32;
const turnMs = 450;
const heldMs = 700;
/** A blink as asked for by a voice is slower than one by itself, ms: lids down, shut, up, and open before the next. */
const lidMs = 120;
const shutMs = 300;
const openMs = 400;

/** From `fromMs` on the pose goes to `pose` evenly in `overMs`. */
type Move = { fromMs: number; overMs: number; pose: Pose };
export type Performance = { totalMs: number; moves: Move[] };

/** Lays the acts one after the other; each begins and ends straight ahead with open eyes. */
export function perform(acts: Act[]): Performance {
  const moves: Move[] = [];
  let atMs = 0;
  const move = (yaw: number, closed: number, overMs: number, restMs: number): void => {
    moves.push({ fromMs: atMs, overMs, pose: { yaw, closed } });
    atMs += overMs + restMs;
  };
  for (const act of acts) {
    if (act.do === 'hold') atMs += act.forMs;
    else if (act.do === 'blink') {
      for (let n = 0; n < act.times; n++) {
        move(0, 1, lidMs, shutMs);
        move(0, 0, lidMs, openMs);
      }
    } else {
      const degrees = act.degrees ?? turnDegrees;
      move(act.do === 'turn_left' ? degrees : -degrees, 0, turnMs, act.holdMs ?? heldMs);
      move(0, 0, turnMs, openMs);
    }
  }
  return { totalMs: atMs, moves };
}

/** The pose at a moment of the performance. */
export function poseAt({ moves }: Performance, atMs: number): Pose {
  let pose: Pose = { yaw: 0, closed: 0 };
  for (const { fromMs, overMs, pose: to } of moves) {
    if (atMs < fromMs) break;
    const part = Math.min(1, (atMs - fromMs) / overMs);
    pose = {
      yaw: pose.yaw + (to.yaw - pose.yaw) * part,
      closed: pose.closed + (to.closed - pose.closed) * part,
    };
  }
  return pose;
}
