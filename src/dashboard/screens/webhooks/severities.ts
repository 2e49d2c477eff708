/** From which alerts on something is told, for a select. */
export const SEVERITIES = [
  { value: 'ALL', label: 'Of all severities' },
  { value: 'WARNING', label: 'Warnings and critical ones' },
  { value: 'CRITICAL', label: 'Critical ones only' },
  { value: 'INFO', label: 'From information on' },
] as const;
