/** Runs work under a name; those who ask for the same name meanwhile share its outcome. */
export type Once<T> = (name: string, work: () => Promise<T>) => Promise<T>;

/** Lets those who ask for the same thing at the same time share one answer. */
export function createOnce<T>(): Once<T> {
  const underWay = new Map<string, Promise<T>>();
  return async (name, work) => {
    const known = underWay.get(name);
    if (known !== undefined) return await known;
    const started = work().finally(() => underWay.delete(name));
    underWay.set(name, started);
    return await started;
  };
}
