/** What usage can be grouped by: what is counted with a request, and what its key is like now. */
export const USAGE_DIMENSIONS = [
  'KEY',
  'SERVER',
  'ENDPOINT',
  'CODE',
  'ENVIRONMENT',
  'OWNER',
  'METADATA',
] as const;

export type UsageDimension = (typeof USAGE_DIMENSIONS)[number];

/** What is grouped by: the dimensions in order, and the name in the metadata that METADATA stands for. */
export interface Grouping {
  readonly by: readonly UsageDimension[];
  readonly metadata?: string | undefined;
}
