import { type Cell, encodeCell, encodeSlot, type Slot } from './cell.ts';

/** A cell in its slot, with the names that Redis knows them by. Made once for many counts, as names cost to write. */
export interface PlacedCell {
  readonly keyId: string;
  readonly slotName: string;
  readonly field: string;
  /** What the call that is being built adds to it; zero in between. Only the recorder touches it. */
  adding: number;
}

/** Names a cell in its slot. */
export function placeCell(slot: Slot, cell: Cell): PlacedCell {
  return { keyId: cell.keyId, slotName: encodeSlot(slot), field: encodeCell(cell), adding: 0 };
}
