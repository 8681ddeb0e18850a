import type { ModuleHost } from '../modules/host.js';
import { type EpwYear, readEpw } from './epw.js';
import { type ClimateStatistics, climateStatistics } from './statistics.js';

/** A weather file as far as it could be read. */
export type WeatherFile =
  | { readonly file: string; readonly year: EpwYear; readonly statistics: ClimateStatistics }
  | { readonly file: string; readonly missing: true }
  | { readonly file: string; readonly problem: string };

type Content = { readonly year: EpwYear; readonly statistics: ClimateStatistics } | { readonly problem: string };

/** What the texts read last came to: an editor compiles after every key, and the weather stays. */
const contents = new Map<string, Content>();
const KEPT = 4;

function contentOf(text: string): Content {
  const known = contents.get(text);
  if (known !== undefined) return known;
  const result = readEpw(text);
  const content =
    'problem' in result
      ? result
      : { ...result, statistics: climateStatistics(result.year.dryBulb, result.year.wetBulb) };
  const [oldest] = contents.keys();
  if (oldest !== undefined && contents.size >= KEPT) contents.delete(oldest);
  contents.set(text, content);
  return content;
}

/** The weather files of one compilation. */
export class WeatherFiles {
  readonly #host: ModuleHost;
  readonly #known = new Map<string, WeatherFile>();

  constructor(host: ModuleHost) {
    this.#host = host;
  }

  /** Names of the files that were asked for, in that order. */
  get names(): readonly string[] {
    return [...this.#known.keys()];
  }

  /** Reads what `spec` means in the file `from`: a path relative to it, `./` or not, or a file of a package. */
  load(from: string, spec: string): WeatherFile {
    const file = this.#host.resolve(from, /^[./@]/.test(spec) ? spec : `./${spec}`);
    let known = this.#known.get(file);
    if (known === undefined) {
      const text = this.#host.read(file);
      known = text === undefined ? { file, missing: true } : { file, ...contentOf(text) };
      this.#known.set(file, known);
    }
    return known;
  }
}
