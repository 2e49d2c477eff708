/** How many cells this process may hold for Redis. */
export interface CellBudget {
  /** Takes room for one more cell. The last room is kept for those that may not be left out. */
  take(needed: boolean): boolean;
  giveBack(cells: number): void;
}

/** About 200 bytes each. */
export const CELLS_HELD_MAX = 200_000;

/** Keeps a fifth of the room for what may not be left out. */
export function createCellBudget(cellsMax: number): CellBudget {
  const neededFrom = Math.floor((cellsMax * 4) / 5);
  let taken = 0;
  return {
    take: (needed) => {
      if (taken >= (needed ? cellsMax : neededFrom)) return false;
      taken += 1;
      return true;
    },
    giveBack: (cells) => {
      taken -= cells;
    },
  };
}
