/** More frames a second than this show no more of a lesson. */
const rateMax = 30;
const rateMin = 10;

/**
 * The constant rate of what is made from a video of these rates, frames a second, 0 where unknown: a whole number, so
 * that 4 s are whole frames; of faster ones every second (third …) picture.
 */
export function chooseRate(averageRate: number, baseRate: number): number {
  // A phone slows down in the dark: the rate it was set to is the grid that its pictures lie on.
  const isVaried = baseRate > 0 && baseRate <= 120 && averageRate < baseRate * 0.99;
  const rate = (isVaried ? baseRate : averageRate) || baseRate || rateMax;
  const every = Math.ceil(rate / (rateMax + 0.5));
  return Math.min(rateMax, Math.max(rateMin, Math.round(rate / every)));
}
