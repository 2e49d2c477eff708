import { type DetectorSettings, settingsOf } from './detector/settings.ts';

/** How easily the detector tells of a key, from never to soon. */
export const SENSITIVITIES = ['OFF', 'LOW', 'NORMAL', 'HIGH'] as const;

export type Sensitivity = (typeof SENSITIVITIES)[number];

/** What was set of a key and of what it belongs to; null: nothing. */
export interface SensitivitySettings {
  readonly key: Sensitivity | null;
  /** Of the servers on the key's own list. A key that opens all servers has none: no server speaks for it. */
  readonly servers: readonly Sensitivity[];
  readonly workspace: Sensitivity | null;
}

/** What holds for a key, and where that was set. */
export interface EffectiveSensitivity {
  readonly sensitivity: Sensitivity;
  readonly setOn: 'KEY' | 'SERVER' | 'WORKSPACE' | 'NOTHING';
}

/** The nearest setting wins: the key's, then the most sensitive one of its servers, then the workspace's, then NORMAL. */
export function effectiveSensitivity({ key, servers, workspace }: SensitivitySettings): EffectiveSensitivity {
  if (key !== null) return { sensitivity: key, setOn: 'KEY' };
  const ofServers = SENSITIVITIES.findLast((each) => servers.includes(each));
  if (ofServers !== undefined) return { sensitivity: ofServers, setOn: 'SERVER' };
  if (workspace !== null) return { sensitivity: workspace, setOn: 'WORKSPACE' };
  return { sensitivity: 'NORMAL', setOn: 'NOTHING' };
}

/** How easily a key is told of; undefined settings: nothing was set. */
export function sensitivityOf(settings: SensitivitySettings | undefined): Sensitivity {
  return settings === undefined ? 'NORMAL' : effectiveSensitivity(settings).sensitivity;
}

/** What the detector goes by. Of a key that nothing is told of, it learns as of others. */
export function detectorSettingsOf(sensitivity: Sensitivity): DetectorSettings {
  return SETTINGS[sensitivity];
}

const SETTINGS: Readonly<Record<Sensitivity, DetectorSettings>> = {
  OFF: settingsOf('NORMAL'),
  LOW: settingsOf('LOW'),
  NORMAL: settingsOf('NORMAL'),
  HIGH: settingsOf('HIGH'),
};
