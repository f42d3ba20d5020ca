import type { Subject } from '../model/principal';
import { accountOfPrincipal } from '../policies/principal-account';
import type { Statement } from '../policies/statement';

/**
 * How a statement of a resource policy is about a principal of the same account: by itself (`direct`),
 * through its account (`account`), or not (`no`). For Deny, both of the first two mean that it applies.
 * What is not known counts as direct in Allow and as no in Deny.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function matchPrincipal(
  { effect, principals }: Statement,
  { arn }: Pick<Subject, 'arn'>,
  account: string,
): 'direct' | 'account' | 'no' {
  const uncertain = effect === 'Allow' ? 'direct' : 'no';
  // Whom NotPrincipal spares depends on how a role's session is named, too; AWS advises against it.
  if (principals === undefined || principals.negated) return uncertain;
  if (principals.aws.includes('*') || principals.aws.includes(arn)) return 'direct';
  if (principals.aws.includes(undefined)) return uncertain;
  if (principals.aws.some((text) => isSession(text, arn))) return uncertain;
  // Of another account, a policy lets in principals through theirs; a Deny of its own account stops none of them.
  const accounts = [accountOfPrincipal(arn), ...(effect === 'Allow' ? [account] : [])];
  return principals.aws.some((text) => accounts.some((one) => one !== undefined && isAccount(text, one)))
    ? 'account'
    : 'no';
}

function isAccount(text: string | undefined, account: string): boolean {
  return text === account || isRootOf(text, account);
}

function isRootOf(text: string | undefined, account: string): boolean {
  return text !== undefined && /^arn:[^:]*:iam::(\d{12}):root$/.exec(text)?.[1] === account;
}

/** A session of a role is named by its role and a name of its own. */
export function isSession(text: string | undefined, arn: string): boolean {
  const role = /:role\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  return role !== undefined && text?.includes(`:assumed-role/${role}/`) === true;
}
