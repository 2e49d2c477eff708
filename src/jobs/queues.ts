import { z } from 'zod';
import { defineTask } from './kit.ts';

/** The one queue: every task is short, and none may wait behind another for long (see worker.ts for how many run at once). */
export const QUEUE_NAME = 'jobs';

/** Where BullMQ keeps its keys; the braces put all of them on one node of a Redis Cluster. */
export function queuePrefix(redisPrefix: string): string {
  return `{${redisPrefix}:bull}`;
}

/** Tasks look for their work in the tables, so that a job which is lost or repeated makes no difference. */
const noPayload = z.strictObject({});

export const rollUpTask = defineTask('roll-up', noPayload);
export const summariseTask = defineTask('summarise', noPayload);
export const detectTask = defineTask('detect', noPayload);
export const deliverTask = defineTask('deliver', noPayload);
export const carryVersionsTask = defineTask('carry-versions', noPayload);
export const endContainmentsTask = defineTask('end-containments', noPayload);
export const sweepTask = defineTask('sweep', noPayload);
export const remindTask = defineTask('remind', noPayload);
export const warnExpiryTask = defineTask('warn-expiry', noPayload);
