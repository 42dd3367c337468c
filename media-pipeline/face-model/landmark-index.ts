// The attention model gives the whole face roughly, then lips, eyes and irises finely, each as a list of its own. These
// are the points of the face that each list refines, in the order of the list (MediaPipe's face landmark graph).
const lips = [
  61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409, 78, 95, 88, 178,
  87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415, 76, 77, 90, 180, 85, 16, 315, 404,
  320, 307, 306, 184, 74, 73, 72, 11, 302, 303, 304, 408, 62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292,
  183, 42, 41, 38, 12, 268, 271, 272, 407,
];
const eyeAtLeft = [
  33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 130, 25, 110, 24, 23, 22, 26,
  112, 243, 247, 30, 29, 27, 28, 56, 190, 226, 31, 228, 229, 230, 231, 232, 233, 244, 113, 225, 224, 223, 222,
  221, 189, 35, 124, 46, 53, 52, 65, 143, 111, 117, 118, 119, 120, 121, 128, 245, 156, 70, 63, 105, 66, 107,
  55, 193,
];
const eyeAtRight = [
  263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 359, 255, 339, 254, 253,
  252, 256, 341, 463, 467, 260, 259, 257, 258, 286, 414, 446, 261, 448, 449, 450, 451, 452, 453, 464, 342,
  445, 444, 443, 442, 441, 413, 265, 353, 276, 283, 282, 295, 372, 340, 346, 347, 348, 349, 350, 357, 465,
  383, 300, 293, 334, 296, 336, 285, 417,
];

const facePoints = 468;
const irisPoints = 5;
/** Lower lid under each iris: the iris comes without depth and takes it from there. */
const lidUnderIris = [145, 374];

/** Length of each output of the attention model, in its own order: face ×3, then pairs. */
export const outputLengths = [
  3 * facePoints,
  2 * lips.length,
  2 * eyeAtLeft.length,
  2 * eyeAtRight.length,
  2 * irisPoints,
  2 * irisPoints,
];

/**
 * For each of the 1,434 numbers (478 points × x, y, z) that the Tasks API wants: where it stands in the outputs of the
 * attention model laid end to end.
 */
export function landmarkIndex(): Int32Array {
  const index = new Int32Array(3 * (facePoints + 2 * irisPoints)).map((_, n) => n);
  const starts = outputLengths.map((_, n) => outputLengths.slice(0, n).reduce((sum, one) => sum + one, 0));
  const irises = [0, 1].map((eye) =>
    Array.from({ length: irisPoints }, (_, n) => facePoints + eye * irisPoints + n),
  );
  const refined = [[], lips, eyeAtLeft, eyeAtRight, ...irises];
  for (const [list, points] of refined.entries()) {
    for (const [n, point] of points.entries()) {
      index[3 * point] = (starts[list] ?? 0) + 2 * n;
      index[3 * point + 1] = (starts[list] ?? 0) + 2 * n + 1;
    }
  }
  for (const [eye, points] of irises.entries())
    for (const point of points) index[3 * point + 2] = 3 * (lidUnderIris[eye] ?? 0) + 2;
  return index;
}
