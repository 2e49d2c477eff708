/**
 * A name within a text that has no markup, such as the title of a toast: whichever way it is written, what stands around it
 * stays as it is (Unicode's first strong isolate). Where there is markup, use `<bdi>`.
 */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
