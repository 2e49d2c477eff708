import { textInput } from './parse-input.ts';

/** What somebody says about an alert. */
export const commentInput = textInput
  .trim()
  .min(1, 'must not be empty')
  .max(4_000, 'must have at most 4000 characters');
