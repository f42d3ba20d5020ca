import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import type { ActionsByCapability } from '../../../packages/isolation-proof/src/matrix/capabilities';
import {
  LOG_ACTIONS,
  PARAMETER_ACTIONS,
  QUEUE_ACTIONS,
  ROLE_ALIAS_ACTIONS,
  TABLE_ACTIONS,
  WORKGROUP_ACTIONS,
} from './capabilities';
import type { MatrixRow } from '../../../packages/isolation-proof/src/matrix/matrix-row';
import { fixedPaths, named, without } from '../../../packages/isolation-proof/src/matrix/access-paths';

/** Resources without a policy of their own, which their names tell apart. */
interface NamedKind {
  readonly title: string;
  readonly titleOfOthers: string;
  readonly service: string;
  /** Beginnings of the resource part of the ARN. */
  readonly prefixes: readonly string[];
  readonly actions: ActionsByCapability;
  readonly note?: string;
}

const KINDS: readonly NamedKind[] = [
  {
    title: 'connector secrets',
    titleOfOthers: 'connector secrets',
    service: 'ssm',
    prefixes: ['parameter/'],
    actions: PARAMETER_ACTIONS,
    note: "Secrets are encrypted with the organization's key: without decrypt, fetch returns ciphertext.",
  },
  {
    title: 'workgroup',
    titleOfOthers: 'workgroups',
    service: 'athena',
    prefixes: ['workgroup/'],
    actions: WORKGROUP_ACTIONS,
    note: 'A query runs with the permissions of whoever starts it, and reads nothing that they cannot read.',
  },
  {
    title: 'database and tables',
    titleOfOthers: 'databases and tables',
    service: 'glue',
    prefixes: ['database/', 'table/'],
    actions: TABLE_ACTIONS,
    note: 'Tables are metadata: reading their data also requires read on the folder and decrypt on the key.',
  },
  {
    title: 'queues of arrivals',
    titleOfOthers: 'queues of arrivals',
    service: 'sqs',
    prefixes: [''],
    actions: QUEUE_ACTIONS,
    note: "Messages are encrypted with the organization's key: without decrypt, nothing can be received.",
  },
  {
    title: 'log of pipelines',
    titleOfOthers: 'logs of pipelines',
    service: 'logs',
    prefixes: ['log-group:'],
    actions: LOG_ACTIONS,
  },
  {
    title: 'role alias',
    titleOfOthers: 'role aliases',
    service: 'iot',
    prefixes: ['rolealias/'],
    actions: ROLE_ALIAS_ACTIONS,
  },
];

/** Secrets, workgroups, databases, queues, logs and role aliases. */
export function namedRows({ tenancy }: Evidence, owner: string | undefined): MatrixRow[] {
  return KINDS.flatMap(({ title, titleOfOthers, service, prefixes, actions, note }): MatrixRow[] => {
    const all = prefixes.map((prefix) => `arn:*:${service}:*:*:${prefix}*`);
    const ofKind = (texts: readonly string[]): string[] =>
      texts.filter((text) => isOf(text, service, prefixes));
    const own = ofKind(owner === undefined ? [] : tenancy.ownResources(owner));
    const openToAll = ofKind(tenancy.commons.flatMap(({ resources }) => resources));
    const common = note === undefined ? {} : { note };
    const others: MatrixRow = {
      ...common,
      scope: 'others',
      title: titleOfOthers,
      resources: all,
      meant: owner === undefined ? 'anything' : [],
      paths: fixedPaths(
        actions,
        named(...all).map((region) => without(region, [...own, ...openToAll])),
      ),
    };
    if (owner === undefined) return [others];
    const paths = fixedPaths(actions, named(...own));
    return [{ ...common, scope: 'own', title, resources: own, meant: 'anything', paths }, others];
  });
}

function isOf(arn: string, service: string, prefixes: readonly string[]): boolean {
  const [, , ofService, , , ...resource] = arn.split(':');
  return ofService === service && prefixes.some((prefix) => resource.join(':').startsWith(prefix));
}
