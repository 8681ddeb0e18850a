/** Natural order of names, `A2` before `A10`, by code points otherwise: the same on every machine. */
export function compareNames(left: string, right: string): number {
  const a = left.split(/(\d+)/);
  const b = right.split(/(\d+)/);
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [x, y] = [a[index]!, b[index]!];
    if (x === y) continue;
    const isNumber = index % 2 === 1;
    if (isNumber && Number(x) !== Number(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}
