import type { Ownership } from '../model/ownership';
import { resolveText } from '../resources/resolve';
import type { TemplateResource } from '../templates/template';
import type { Asking } from './asking';
import type { Places } from './places';
import { showingSecretOf } from './shown-secrets';

/**
 * Refutes what shows the secret of an application that signs people in: whoever has it gets tokens as the application.
 * An application takes no tags, so that in a stack of several tenants it is whose its user pool is.
 */
export function judgeClientSecret(
  asking: Asking,
  client: TemplateResource,
  places: Places,
  ownership: Ownership,
): void {
  if (client.type !== 'AWS::Cognito::UserPoolClient') return;
  asking.check();
  const owner = places.ownerOf(client) ?? ownerOfPool(client, places);
  for (const holder of showingSecretOf(client, owner, ownership)) {
    asking.refute(
      `${holder} shows the secret of ${client.path}, which is ${owner ?? 'no organization'}'s`,
      [],
      'Keep it in a secret of the same owner (AWS::SecretsManager::Secret), and out of outputs and metadata.',
      client.path,
    );
  }
}

function ownerOfPool(client: TemplateResource, places: Places): string | undefined {
  const ref = resolveText(client.properties['UserPoolId'] ?? '', client.stack);
  const pool = ref === undefined ? undefined : places.resourceNamed({ kind: 'ref', ref }, client);
  return pool && places.ownerOf(pool);
}
