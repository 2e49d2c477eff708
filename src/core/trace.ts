/** Runs work within a span of a trace; what it throws is noted, and thrown on. */
export type Trace = <T>(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean>>,
  work: () => Promise<T>,
) => Promise<T>;
