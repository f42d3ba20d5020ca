import { readStatements } from '../policies/statement';
import type { TemplateResource } from '../templates/template';
import type { Ownership } from './ownership';
import type { Principal } from './principal';
import { requiredText } from './required-text';

/** Whoever holds a certificate with an IoT policy can do what the policy says: a tenant's, or the platform's. */
export function readCertificateHolder(resource: TemplateResource, ownership: Ownership): Principal {
  return {
    arn: requiredText({ 'Fn::GetAtt': [resource.logicalId, 'Arn'] }, resource),
    kind: 'certificate',
    owner: ownership.of(resource),
    identity: readStatements(resource.properties['PolicyDocument'], resource),
    boundary: undefined,
    facts: new Map(),
    trust: [],
    source: resource,
  };
}
