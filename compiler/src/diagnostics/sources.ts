import { LineMap } from '../text/line-map.js';

/** Texts of files with their line maps, made when first asked for. */
export class Sources {
  private readonly maps = new Map<string, LineMap>();

  constructor(private readonly read: (file: string) => string | undefined) {}

  lines(file: string): LineMap {
    let map = this.maps.get(file);
    if (map === undefined) {
      map = new LineMap(this.read(file) ?? '');
      this.maps.set(file, map);
    }
    return map;
  }
}
