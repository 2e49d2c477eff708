import { useMemo, useState } from 'react';
import { HOUR_MS } from '../ui/time-units.ts';

/** The last hours up to the next full one, with the workspace, as variables of a query that stay the same. */
export function useSpan(
  workspaceId: string,
  hours: number,
): { readonly workspaceId: string; readonly from: string; readonly to: string } {
  const [end] = useState(() => (Math.floor(Date.now() / HOUR_MS) + 1) * HOUR_MS);
  return useMemo(
    () => ({
      workspaceId,
      from: new Date(end - hours * HOUR_MS).toISOString(),
      to: new Date(end).toISOString(),
    }),
    [workspaceId, hours, end],
  );
}
