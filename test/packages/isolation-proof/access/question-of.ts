import type { Question } from '../../../../packages/isolation-proof/src/access/access';
import type { Lens } from '../../../../packages/isolation-proof/src/access/lens';
import {
  type ActionClass,
  actionClasses,
} from '../../../../packages/isolation-proof/src/policies/action-classes';
import type { GuardedResource } from '../../../../packages/isolation-proof/src/model/guarded-resource';
import { literalPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { readStatements, type Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { TemplateResource } from '../../../../packages/isolation-proof/src/templates/template';
import type { PolicyDocument } from './naive-evaluator';
import { ACCOUNT, BUCKET, type Case } from './random-policies';

const SOURCE: TemplateResource = {
  stack: {
    name: 'stack',
    account: ACCOUNT,
    region: 'eu-west-1',
    partition: 'aws',
    dnsSuffix: 'amazonaws.com',
    resources: new Map(),
  },
  logicalId: 'Policy',
  type: 'AWS::IAM::ManagedPolicy',
  properties: {},
  path: 'stack/Policy',
};

/** The question of the prover that is about the request, before anything is told of it. */
export function questionOf({ identity, boundary, resource, request }: Case, lens: Lens): Question {
  const read = (document: PolicyDocument): ReturnType<typeof readStatements> =>
    readStatements(document, SOURCE);
  const guarded: GuardedResource | undefined =
    resource === undefined
      ? undefined
      : {
          kind: resource.kind,
          arn: resource.kind === 'key' ? request.resource : BUCKET,
          contents: resource.kind === 'key' ? [] : [`${BUCKET}/*`],
          owner: undefined,
          policy: read(resource.document),
          facts: new Map(),
          source: SOURCE,
        };
  const subject = {
    arn: request.principal,
    identity: identity.flatMap(read),
    boundary: boundary === undefined ? undefined : read(boundary),
    facts: new Map(),
  };
  const all = [...subject.identity, ...(subject.boundary ?? []), ...(guarded?.policy ?? [])];
  return {
    subject,
    action: classOf(request.action, all),
    resources: { matching: [literalPattern(request.resource)], excluding: [] },
    ...(guarded === undefined ? {} : { guarded }),
    lens,
  };
}

/** The class that an action is in: the one that every statement treats like it. */
function classOf(action: string, all: readonly Statement[]): ActionClass {
  const treated = (name: string): string =>
    all
      .map(({ actions: { texts } }) =>
        texts.some((text) => new RegExp(`^${glob(text ?? '')}$`, 'i').test(name)),
      )
      .join();
  const own = actionClasses(all).filter(({ example }) => treated(example) === treated(action));
  const [first, ...others] = own;
  if (first === undefined || others.length > 0) throw new Error(`${action} is in ${own.length} classes`);
  return first;
}

function glob(text: string): string {
  return text.replaceAll('*', '.*').replaceAll('?', '.');
}
