/** What stands in the marker of a usage batch: which source counted it, and when its call was made, in Unix milliseconds. */
export interface Marker {
  readonly source: string;
  readonly atMs: number;
}

/** Writes what stands in a marker. */
export function encodeMarker({ source, atMs }: Marker): string {
  return `${source}|${atMs}`;
}

/** Reads it; undefined for markers of a release that wrote none. */
export function decodeMarker(text: string): Marker | undefined {
  const [source, at] = text.split('|');
  return source === undefined || at === undefined ? undefined : { source, atMs: Number(at) };
}
