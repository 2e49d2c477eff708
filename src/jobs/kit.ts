import type { z } from 'zod';
import type { JobContext } from './deps.ts';

/** A job by name, with the schema of its payload. */
export interface Task<Payload> {
  readonly name: string;
  readonly schema: z.ZodType<Payload>;
}

/** A task with its work, payload still unparsed. */
export interface Implementation {
  readonly name: string;
  run(context: JobContext, payload: unknown): Promise<void>;
}

export function defineTask<Payload>(name: string, schema: z.ZodType<Payload>): Task<Payload> {
  return { name, schema };
}

/** Binds work to a task; a payload that does not fit the schema throws before any work is done. */
export function implementTask<Payload>(
  task: Task<Payload>,
  work: (context: JobContext, payload: Payload) => Promise<void>,
): Implementation {
  return {
    name: task.name,
    run: async (context, payload) => await work(context, task.schema.parse(payload)),
  };
}
