/** The wall as furniture: how many CSS pixels, how many inches, and how far the farthest seat is. */
export interface ScreenGeometry {
  readonly width: number;
  readonly height: number;
  readonly diagonalInch: number;
  readonly seatMetres: number;
}

/** 16 minutes of arc at the eye (NUREG-0700), and Inter's capitals as a share of its font size, rounded down to be safe. */
const legibleRadians = (16 / 60) * (Math.PI / 180);
const capitalsPerEm = 0.72;
const mmPerInch = 25.4;

/** Smallest font size, CSS px, that can be read from the farthest seat. */
export function minTextPx({ width, height, diagonalInch, seatMetres }: ScreenGeometry): number {
  const mmPerPx = (diagonalInch * mmPerInch) / Math.hypot(width, height);
  const capitalsMm = 2 * Math.tan(legibleRadians / 2) * seatMetres * 1000;
  return Math.round(capitalsMm / mmPerPx / capitalsPerEm);
}
