import type { OperatorSignIn } from './operations';
import type { OperatorRole } from './operations-schema';

/** Whether somebody may sign in to the role of a use: without that, the role is not made. */
export function maySignInAs(use: OperatorRole, signIn: OperatorSignIn | undefined): boolean {
  if (signIn === undefined) return false;
  if ('oidc' in signIn) return signIn.oidc.audiences[use] !== undefined;
  return 'saml' in signIn || (signIn.roles[use] ?? []).length > 0;
}
