/** What people write into a field for a list: entries divided by spaces, commas, semicolons or lines, each once. */
export function listOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((entry) => entry !== ''))];
}

/** The other way round. */
export function textOf(list: readonly string[]): string {
  return list.join(', ');
}

/** A whole number, null where nothing is written; NaN is refused by Keywatch with its own words. */
export function numberOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}
