/** Hours without a value (NaN): how many, and how long the longest stretch of them is. */
export interface Gap {
  readonly hours: number;
  readonly longest: number;
}

export function longestGap(values: Float64Array): Gap {
  let [hours, longest, run] = [0, 0, 0];
  // Twice around: a stretch may reach over the turn of the year.
  for (let i = 0; i < 2 * values.length; i++) {
    run = Number.isNaN(values[i % values.length]) ? run + 1 : 0;
    if (i < values.length && run > 0) hours++;
    longest = Math.max(longest, Math.min(run, values.length));
  }
  return { hours, longest };
}

/** Puts straight lines between neighbours into the gaps, over the turn of the year too. At least one value must be there. */
export function fillGaps(values: Float64Array): void {
  const count = values.length;
  const first = values.findIndex((value) => !Number.isNaN(value));
  if (first < 0) return;
  let last = first;
  for (let step = 1; step <= count; step++) {
    const at = (first + step) % count;
    if (Number.isNaN(values[at])) continue;
    const gap = first + step - last;
    const [from, to] = [values[last % count]!, values[at]!];
    for (let i = 1; i < gap; i++) values[(last + i) % count] = from + ((to - from) * i) / gap;
    last = first + step;
  }
}
