/** Callers whose tokens were accepted a moment ago, by the header as it came: these tokens are not even hashed. */
export interface KnownCallers<Demand, Caller> {
  /** The caller, where the header was accepted for this demand and is not to be looked at again yet. */
  find(header: string | undefined, demand: Demand): Caller | undefined;
  /** `until` in Unix milliseconds. */
  note(header: string, demand: Demand, caller: Caller, until: number): void;
}

/** Gateways are few; a flood of tokens forgets all, and they are looked at again. */
const CALLERS_MAX = 1_000;

/** Opens an empty memory. */
export function createKnownCallers<Demand, Caller>(now: () => number): KnownCallers<Demand, Caller> {
  const byDemand = new Map<Demand, Map<string, { readonly caller: Caller; readonly until: number }>>();
  return {
    find: (header, demand) => {
      const known = header === undefined ? undefined : byDemand.get(demand)?.get(header);
      return known !== undefined && known.until > now() ? known.caller : undefined;
    },
    note: (header, demand, caller, until) => {
      const callers = byDemand.get(demand) ?? new Map<string, { caller: Caller; until: number }>();
      if (callers.size >= CALLERS_MAX) callers.clear();
      byDemand.set(demand, callers.set(header, { caller, until }));
    },
  };
}
