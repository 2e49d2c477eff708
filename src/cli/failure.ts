/** A command cannot go on. The message is one line that ends with the next step. */
export class CliFailure extends Error {
  readonly code = 'CLI_FAILURE';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CliFailure';
  }
}

/** Runs a command, and ends the process with a readable line where it fails. */
export async function runCommand(name: string, command: () => Promise<number>): Promise<never> {
  try {
    process.exit(await command());
  } catch (error) {
    const expected = error instanceof Error && 'code' in error;
    const text =
      error instanceof Error ? ((expected ? error.message : error.stack) ?? error.message) : String(error);
    process.stderr.write(`${name}: ${text}\n`);
    process.exit(1);
  }
}
