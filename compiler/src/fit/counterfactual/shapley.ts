/**
 * The exact Shapley value of each player, from what every coalition is worth. `worth[mask]` is that of the players whose bits
 * are set, `worth[0]` nought. Where larger coalitions are worth no less, parts are non-negative; they add up to the worth of
 * all.
 */
export function shapley(players: number, worth: readonly number[]): number[] {
  const weights = coalitionWeights(players);
  return Array.from({ length: players }, (_, player) => {
    const bit = 1 << player;
    let part = 0;
    for (let mask = 0; mask < 1 << players; mask++) {
      if ((mask & bit) !== 0) continue;
      part += (weights[bits(mask)] ?? 0) * ((worth[mask | bit] ?? 0) - (worth[mask] ?? 0));
    }
    return part;
  });
}

/** |S|! (n - |S| - 1)! / n! by |S|. */
function coalitionWeights(players: number): number[] {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  return Array.from(
    { length: players },
    (_, size) => (factorial(size) * factorial(players - size - 1)) / factorial(players),
  );
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}

/**
 * The worth of every coalition of players from what each saves by itself (`undefined` where it is no mend): that of the best
 * of its parts, since nobody has to mend more than pays (MODELS A4).
 */
export function bestOfParts(players: number, saves: readonly (number | undefined)[]): number[] {
  const worth: number[] = [];
  for (let mask = 0; mask < 1 << players; mask++) {
    let best = Math.max(0, mask === 0 ? 0 : (saves[mask] ?? 0));
    for (let player = 0; player < players; player++) {
      const bit = 1 << player;
      if ((mask & bit) !== 0) best = Math.max(best, worth[mask & ~bit] ?? 0);
    }
    worth.push(best);
  }
  return worth;
}
