import { disableSecondFactor, renewRecoveryCodes } from '../../actions/change-second-factor.ts';
import { confirmSecondFactor } from '../../actions/confirm-second-factor.ts';
import { startSecondFactor } from '../../actions/start-second-factor.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';

const RECOVERY_CODES = 'Ten codes that are shown this once. Each opens the account once.';
const PASSWORD =
  'That of the account. Refused with SIGN_IN_FAILED, and after 10 failures in 15 minutes with SIGN_IN_THROTTLED.';
const CODE = 'The six digits of the authenticator, or a recovery code.';

const startSecondFactorSuccess = builder
  .objectRef<{ readonly secret: string; readonly uri: string }>('StartSecondFactorSuccess')
  .implement({
    fields: (t) => ({
      secret: t.exposeString('secret', { description: 'In base32, to be typed in.' }),
      uri: t.exposeString('uri', { description: 'For a QR code: `otpauth://totp/…`.' }),
    }),
  });

const confirmSecondFactorSuccess = builder
  .objectRef<{ readonly recoveryCodes: string[]; readonly endedSessions: number }>(
    'ConfirmSecondFactorSuccess',
  )
  .implement({
    fields: (t) => ({
      recoveryCodes: t.exposeStringList('recoveryCodes', { description: RECOVERY_CODES }),
      endedSessions: t.exposeInt('endedSessions'),
    }),
  });

const disableSecondFactorSuccess = builder
  .objectRef<{ readonly disabled: boolean }>('DisableSecondFactorSuccess')
  .implement({ fields: (t) => ({ disabled: t.exposeBoolean('disabled') }) });

const renewRecoveryCodesSuccess = builder
  .objectRef<{ readonly recoveryCodes: string[] }>('RenewRecoveryCodesSuccess')
  .implement({
    fields: (t) => ({
      recoveryCodes: t.exposeStringList('recoveryCodes', { description: RECOVERY_CODES }),
    }),
  });

builder.mutationFields((t) => ({
  startSecondFactor: t.field({
    description: 'Makes the secret of a second factor (TOTP, RFC 6238). It holds once it is confirmed.',
    type: startSecondFactorSuccess,
    errors: {},
    authScopes: { person: true },
    args: { password: t.arg.string({ required: true, description: PASSWORD }) },
    resolve: async (_root, args, context) =>
      await startSecondFactor(context.identity, actorOf(context), args),
  }),
  confirmSecondFactor: t.field({
    description: 'Turns the second factor on and ends all other sessions.',
    type: confirmSecondFactorSuccess,
    errors: {},
    authScopes: { person: true },
    args: { code: t.arg.string({ required: true, description: 'The six digits of the authenticator.' }) },
    resolve: async (_root, args, context) =>
      await confirmSecondFactor(context.identity, actorOf(context), args),
  }),
  disableSecondFactor: t.field({
    description: 'Turns the second factor off and forgets its recovery codes.',
    type: disableSecondFactorSuccess,
    errors: {},
    authScopes: { person: true },
    args: {
      password: t.arg.string({ required: true, description: PASSWORD }),
      code: t.arg.string({ required: true, description: CODE }),
    },
    resolve: async (_root, args, context) => {
      await disableSecondFactor(context.identity, actorOf(context), args);
      return { disabled: true };
    },
  }),
  renewRecoveryCodes: t.field({
    description: 'Makes new recovery codes in place of those of before.',
    type: renewRecoveryCodesSuccess,
    errors: {},
    authScopes: { person: true },
    args: {
      password: t.arg.string({ required: true, description: PASSWORD }),
      code: t.arg.string({ required: true, description: CODE }),
    },
    resolve: async (_root, args, context) =>
      await renewRecoveryCodes(context.identity, actorOf(context), args),
  }),
}));
