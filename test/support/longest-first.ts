import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that wait long for processes. Started last, the longest of them would have the machine for itself at the end. */
const LONG = /fault-|instance|processes|start-up|replay|cluster|worker/;

/** Runs the test files that take longest first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

function isLong({ moduleId }: TestSpecification): boolean {
  return LONG.test(moduleId);
}
