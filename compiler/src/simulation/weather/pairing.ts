/**
 * Gives every hour a wet bulb that does not exceed its dry bulb, out of a year's wet-bulb values, each used once: bins of
 * both stay as they are. Hours take, from the coldest dry bulb up, the free value nearest in rank to the one they want.
 * That always succeeds once the sorted wet bulbs lie under the sorted dry bulbs, which the tails are cut to.
 * All arrays in °C; `wet` is rewritten. `least` is the wet bulb of the driest air at each hour's dry bulb: hours under it
 * exchange values, and where no exchange serves the hour takes `least` itself. Returns how many hours did.
 */
export function pairWetBulb(dry: Float64Array, wet: Float64Array, least: Float64Array): number {
  const hours = dry.length;
  const dryOrder = orderOf(dry);
  const wetOrder = orderOf(wet);
  const values = new Float64Array(hours);
  const wanted = new Uint16Array(hours);
  for (let rank = 0; rank < hours; rank++) {
    const hour = wetOrder[rank]!;
    wanted[hour] = rank;
    values[rank] = Math.min(wet[hour]!, dry[dryOrder[rank]!]!);
  }
  for (let rank = 1; rank < hours; rank++) values[rank] = Math.max(values[rank]!, values[rank - 1]!);
  const below = new Int32Array(hours + 1);
  const above = new Int32Array(hours + 1);
  for (let i = 0; i <= hours; i++) {
    below[i] = i;
    above[i] = i;
  }
  let limit = 0;
  const holder = new Uint16Array(hours);
  for (const hour of dryOrder) {
    while (limit < hours && values[limit]! <= dry[hour]! + 1e-6) limit++;
    const target = Math.min(wanted[hour]!, limit - 1);
    // `below` counts from 1: 0 means that nothing is free.
    const left = root(below, target + 1) - 1;
    const right = root(above, target);
    const taken = left >= 0 && (right >= limit || target - left <= right - target) ? left : right;
    below[taken + 1] = taken;
    above[taken] = taken + 1;
    holder[taken] = hour;
  }
  exchangeTooDry(dry, least, values, holder);
  let raised = 0;
  for (let rank = 0; rank < hours; rank++) {
    const hour = holder[rank]!;
    if (values[rank]! < least[hour]!) raised++;
    wet[hour] = Math.min(Math.max(values[rank]!, least[hour]!), dry[hour]!);
  }
  return raised;
}

/** Hours whose value is drier than air can be exchange it with the next moister hour that can bear it. */
function exchangeTooDry(dry: Float64Array, least: Float64Array, values: Float64Array, holder: Uint16Array): void {
  for (let rank = values.length - 1; rank >= 0; rank--) {
    const hour = holder[rank]!;
    const value = values[rank]!;
    if (value >= least[hour]!) continue;
    for (let other = rank + 1; other < values.length && values[other]! <= dry[hour]!; other++) {
      const candidate = holder[other]!;
      if (values[other]! < least[hour]! || value < least[candidate]! || value > dry[candidate]!) continue;
      holder[rank] = candidate;
      holder[other] = hour;
      break;
    }
  }
}

/** Hours by rising value, ties by hour. Sorts packed numbers, which is several times faster than sorting by comparison. */
function orderOf(values: Float64Array): Uint16Array {
  const packed = Float64Array.from(values, (value, hour) => Math.round((value + 200) * 1e6) * 16384 + hour);
  packed.sort();
  return Uint16Array.from(packed, (value) => value % 16384);
}

function root(parents: Int32Array, start: number): number {
  let node = start;
  while (parents[node] !== node) {
    const parent = parents[node]!;
    parents[node] = parents[parent]!;
    node = parents[node]!;
  }
  return node;
}
