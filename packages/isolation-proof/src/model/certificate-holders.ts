import { readStatements } from '../policies/statement';
import { NotUnderstoodError } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import type { Ownership } from './ownership';
import type { Principal } from './principal';
import { requiredText } from './required-text';

/** Whoever holds a certificate with an IoT policy can do what the policy says. */
export function readCertificateHolder(resource: TemplateResource, ownership: Ownership): Principal {
  const owner = ownership.of(resource);
  if (owner === undefined) throw new NotUnderstoodError('an IoT policy of no organization is not supported');
  return {
    arn: requiredText({ 'Fn::GetAtt': [resource.logicalId, 'Arn'] }, resource),
    kind: 'certificate',
    owner,
    identity: readStatements(resource.properties['PolicyDocument'], resource),
    boundary: undefined,
    facts: new Map(),
    trust: [],
    source: resource,
  };
}
