import { expect, it } from 'vitest';
import { askByVendorClock } from './vendor-clock';

/** A vendor whose first answer tells its clock. */
function askWith(before: number, after: number) {
  let offsetMs = before;
  const asked: number[] = [];
  const answer = askByVendorClock({ clockOffsetMs: () => offsetMs }, 10_000, async (offset) => {
    asked.push(offset);
    offsetMs = after;
    return offset;
  });
  return answer.then((value) => ({ value, asked }));
}

it('asks once while the clock is what it was', async () => {
  expect(await askWith(-3_600_400, -3_600_400)).toEqual({ value: -3_600_000, asked: [-3_600_000] });
});

it('asks once when the clock differs by less than a step', async () => {
  expect((await askWith(0, 4_000)).asked).toEqual([0]);
});

it('asks again, by the right clock, when the answer shows another', async () => {
  expect(await askWith(0, -3_600_400)).toEqual({ value: -3_600_000, asked: [0, -3_600_000] });
});
