import { z } from 'zod';
import { instantInput, parseInput, textInput } from '../actions/parse-input.ts';
import { isId } from './ids.ts';

const ACTION = /^[a-z_]{1,40}\.([a-z_]{1,40}|\*)$/;
const LIST_MAX = 100;

const text = textInput.min(1, 'must not be empty').max(100, 'must have at most 100 characters');

const schema = z.object({
  actorIds: z.array(text).max(LIST_MAX, 'must have at most 100').nullish(),
  actions: z
    .array(z.string().regex(ACTION, 'must be actions such as key.revoked, or key.* for all on keys'))
    .max(LIST_MAX, 'must have at most 100')
    .nullish(),
  targetType: text.nullish(),
  targetId: text.nullish(),
  ip: text.nullish(),
  from: instantInput.nullish(),
  to: instantInput.nullish(),
});

/** The condition on audit events that a client's filter stands for. Refused with INVALID_INPUT. */
export function auditWhere(filter: z.input<typeof schema>) {
  const { actorIds, actions, targetType, targetId, ip, from, to } = parseInput(schema, filter);
  return {
    AND: [
      actorIds == null ? {} : { actorId: { in: actorIds.filter(isId) } },
      actions == null ? {} : actionWhere(actions),
      targetType == null ? {} : { targetType },
      targetId == null ? {} : { targetId },
      ip == null ? {} : { ip },
      from == null ? {} : { at: { gte: from } },
      to == null ? {} : { at: { lt: to } },
    ],
  };
}

/** The word before the dot of an action is the type of its target. */
function actionWhere(actions: readonly string[]) {
  return {
    OR: [
      { action: { in: actions.filter((action) => !action.endsWith('.*')) } },
      {
        targetType: {
          in: actions.filter((action) => action.endsWith('.*')).map((action) => action.slice(0, -2)),
        },
      },
    ],
  };
}
