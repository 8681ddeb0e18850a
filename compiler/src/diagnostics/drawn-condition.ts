/** A value under the place in the text that it belongs to. */
export interface PlacedValue {
  readonly at: number;
  readonly value: string;
}

/**
 * A condition with the value of every part beneath it:
 *
 *     Grid.peak <= 0.95 * Grid.capacity
 *          |    |       |      |
 *          |    false   285 MW 300 MW
 *          290 MW
 */
export function drawCondition(text: string, values: readonly PlacedValue[]): string[] {
  const places = [...values].sort((a, b) => a.at - b.at);
  const bars = new Row();
  const rows: Row[] = [];
  for (const { at, value } of places.reverse()) {
    bars.put(at, '|');
    let row = rows.findIndex((each) => each.hasRoom(at, value.length));
    if (row < 0) row = rows.push(new Row()) - 1;
    for (const above of rows.slice(0, row)) above.put(at, '|');
    rows[row]?.put(at, value);
  }
  return [text, ...[bars, ...rows].map((row) => row.text())];
}

/** A line that is written from its right end. */
class Row {
  private readonly pieces: PlacedValue[] = [];

  /** True where a value ends before what stands to its right begins. */
  hasRoom(at: number, length: number): boolean {
    return this.pieces.every((piece) => at + length < piece.at);
  }

  put(at: number, value: string): void {
    this.pieces.push({ at, value });
  }

  text(): string {
    return [...this.pieces].reverse().reduce((line, { at, value }) => line.padEnd(at) + value, '');
  }
}
