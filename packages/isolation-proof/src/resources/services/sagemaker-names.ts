import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

/** The service that acts under roles of models, notebooks and pipelines. */
export const SAGEMAKER = 'sagemaker.amazonaws.com';

/** The names of a resource by a property that holds its own name. */
export function namesBy(
  kind: string,
  name: string,
  ...attributes: readonly string[]
): Pick<ResourceType, 'arn' | 'attributes' | 'tags'> {
  return {
    arn: arn('sagemaker', `${kind}/\${${name}}`),
    attributes: Object.fromEntries(
      attributes.map((attribute) => [attribute, attribute === name ? `\${${name}}` : '${arn}']),
    ),
    tags: 'Tags',
  };
}
