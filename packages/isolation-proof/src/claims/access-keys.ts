import { userOfAccessKey } from '../model/access-keys';
import type { Model } from '../model/model';
import { usesAttribute } from '../assembly/attribute-uses';
import type { Asking } from './asking';

/**
 * Whoever has the secret of an access key is its user, so nothing may show it but what has the same owner. An output
 * shows it to everybody who may describe the stack.
 */
export function judgeAccessKeys(asking: Asking, { stacks, principals, ownership }: Model): void {
  const resources = stacks.flatMap((stack) => [...stack.resources.values()]);
  for (const key of asking.each(resources.filter(({ type }) => type === 'AWS::IAM::AccessKey'))) {
    asking.check();
    const { arn, owner } = userOfAccessKey(key, principals);
    const { logicalId, stack } = key;
    const holders = [...stack.resources.values()]
      .filter((resource) => usesAttribute(resource.properties, logicalId, 'SecretAccessKey'))
      .filter((resource) => ownership.of(resource) !== owner)
      .map(({ path }) => path);
    const outputs = Object.entries(stack.shownAccessKeys ?? {})
      .filter(([, shown]) => shown === logicalId)
      .map(([output]) => `the output ${output} of ${stack.name}`);
    for (const holder of [...holders, ...outputs]) {
      asking.refute(
        `${holder} shows the secret access key of ${arn}, which is ${owner ?? 'no organization'}'s`,
        [],
        'Keep it in a secret of the same owner (AWS::SecretsManager::Secret), or use a role in the place of the user.',
        key.path,
      );
    }
  }
}
