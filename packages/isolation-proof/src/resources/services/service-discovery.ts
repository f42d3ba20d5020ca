import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const NAMES = 'it holds names, and a name lets nobody in';

/** Whoever asks for a name there gets an answer of the organization. */
function questionsOf(property: string): Flow {
  return { property, form: 'ref', data: 'questions about names', whole: 'shared' };
}

function namespace(kind: 'Http' | 'PrivateDns' | 'PublicDns'): ResourceType {
  return {
    type: `AWS::ServiceDiscovery::${kind}Namespace`,
    arn: arn('servicediscovery', 'namespace/${id}'),
    ref: '${id}',
    attributes: { Arn: '${arn}', Id: '${id}' },
    tags: 'Tags',
    ...(kind === 'PrivateDns' ? { sources: [questionsOf('Vpc')] } : {}),
    because: NAMES,
  };
}

const service: ResourceType = {
  type: 'AWS::ServiceDiscovery::Service',
  arn: arn('servicediscovery', 'service/${id}'),
  ref: '${id}',
  attributes: { Arn: '${arn}', Id: '${id}' },
  tags: 'Tags',
  sources: ['NamespaceId', 'DnsConfig.NamespaceId'].map(questionsOf),
  harmless: [{ properties: ['DnsConfig.RoutingPolicy'], because: 'it chooses among its own instances' }],
  because: NAMES,
};

const instance: ResourceType = {
  type: 'AWS::ServiceDiscovery::Instance',
  ref: '${InstanceId}',
  // Whoever asks for the service is sent to its instances, so a neighbour's instance would take its requests.
  destinations: [{ property: 'ServiceId', form: 'ref', data: 'addresses that answer for the service' }],
  because: 'it is an address of its service',
};

export const SERVICE_DISCOVERY: readonly ResourceType[] = [
  namespace('Http'),
  namespace('PrivateDns'),
  namespace('PublicDns'),
  service,
  instance,
];
