import { userOfAccessKey } from '../model/access-keys';
import type { Model } from '../model/model';
import type { Asking } from './asking';
import { showingSecretOf } from './shown-secrets';

/** Whoever has the secret of an access key is its user, so nothing may show it but what has the same owner. */
export function judgeAccessKeys(asking: Asking, { stacks, principals, ownership }: Model): void {
  const resources = stacks.flatMap((stack) => [...stack.resources.values()]);
  for (const key of asking.each(resources.filter(({ type }) => type === 'AWS::IAM::AccessKey'))) {
    asking.check();
    const { arn, owner } = userOfAccessKey(key, principals);
    for (const holder of showingSecretOf(key, owner, ownership)) {
      asking.refute(
        `${holder} shows the secret access key of ${arn}, which is ${owner ?? 'no organization'}'s`,
        [],
        'Keep it in a secret of the same owner (AWS::SecretsManager::Secret), or use a role in the place of the user.',
        key.path,
      );
    }
  }
}
