/** How much a key has to stray before it is told of. */
export interface DetectorSettings {
  /** 1 is normal; limits on ratios, shares and evidence are divided by it. From 0.25 to 4. */
  readonly sensitivity: number;
}

export type SensitivityLevel = 'LOW' | 'NORMAL' | 'HIGH';

const LEVELS: Readonly<Record<SensitivityLevel, number>> = { LOW: 0.65, NORMAL: 1, HIGH: 1.5 };

const SENSITIVITY_MIN = 0.25;
const SENSITIVITY_MAX = 4;

/** What the detector does where nobody set anything. */
export const NORMAL_SETTINGS: DetectorSettings = { sensitivity: LEVELS.NORMAL };

/** The settings of a level, or of a number, which is brought between 0.25 and 4; no number at all is normal. */
export function settingsOf(sensitivity: SensitivityLevel | number): DetectorSettings {
  const wanted = typeof sensitivity === 'number' ? sensitivity : LEVELS[sensitivity];
  if (Number.isNaN(wanted)) return NORMAL_SETTINGS;
  return { sensitivity: Math.min(SENSITIVITY_MAX, Math.max(SENSITIVITY_MIN, wanted)) };
}
