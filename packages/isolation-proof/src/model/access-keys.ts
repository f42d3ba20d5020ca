import { NotUnderstoodError } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import type { Principal } from './principal';
import { requiredText } from './required-text';

/**
 * The user that an access key is of: whoever has its secret is that user.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
 * @throws NotUnderstoodError if it is not known what the user may do
 */
export function userOfAccessKey(key: TemplateResource, principals: readonly Principal[]): Principal {
  const name = requiredText(key.properties['UserName'] ?? '', key);
  const user = principals.find(
    ({ kind, arn }) => kind === 'user' && arn.slice(arn.lastIndexOf('/') + 1) === name,
  );
  if (user === undefined) {
    throw new NotUnderstoodError(
      `it is a key of the user ${name}, which no template makes; make the user in the app`,
    );
  }
  return user;
}
