import { type KeyMemory, stepMemory, toUnixMinute } from '../core/detector/key-memory.ts';
import type { DetectorSettings } from '../core/detector/settings.ts';
import type { StepResult } from '../core/detector/step.ts';
import type { MinuteReading } from '../storage/readings.ts';

/** Takes a stored minute into a key's memory, as soon as it is over. */
export function learnMinute(
  memory: KeyMemory,
  reading: MinuteReading,
  platformFails: boolean,
  settings?: DetectorSettings,
): StepResult {
  return stepMemory(memory, reading, toUnixMinute(reading.minute) + 1, { platformFails }, settings);
}
