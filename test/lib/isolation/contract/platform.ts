import { SPECIFICATION } from '../../../../lib/isolation/specification';
import {
  judgeContract,
  type ContractVerdict,
} from '../../../../packages/isolation-proof/src/contract/judge-contract';
import type { Evidence } from '../../../../packages/isolation-proof/src/claims/evidence';
import { examine } from '../../../../lib/isolation/proof';
import { readTenantModel } from '../../../../packages/isolation-proof/src/specification/read-tenant-model';
import type { TenantModel } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import {
  isObject,
  type Json,
  type JsonObject,
} from '../../../../packages/isolation-proof/src/templates/json';
import { readTemplate } from '../../../../packages/isolation-proof/src/assembly/read-template';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import type { AnalystAccess } from '../../../../config/analysts';
import { BY_OIDC, BY_ROLES } from '../../../fixtures/analysts';
import { environment, organization } from '../../../fixtures/environment';
import { synthesize, wholeOf } from '../../../fixtures/synthesize';
import { contractOfOneService } from '../shown-requests';
import { ACCOUNT } from '../../../packages/isolation-proof/fixtures/stack-of';

type Templates = Record<
  string,
  { Resources: Record<string, { Type: string; Properties: Record<string, Json> }> }
>;

/** A change to the templates of the platform. */
export type Edit = (templates: Templates) => void;

export const SHARED = 'ts-test-shared';
export const ACME = 'ts-test-organization-acme';
export const ACME_EU = 'ts-test-organization-acme-eu';

/** The app as it ships: of two organizations the first has a user that the platform makes, and one that exists. */
const SHIPPED = templatesOf('active');
/** The same with analysts who come from roles of the account. */
export const WITH_TRUSTED_ROLES = templatesOf('active', BY_ROLES);
/** The same with the first organization suspended. */
export const SUSPENDED = templatesOf('suspended');

function templatesOf(status: 'active' | 'suspended', analysts: AnalystAccess = BY_OIDC): string {
  const organizations = [
    organization('acme', { athenaUsers: ['ann'], status }),
    organization('acme-eu', { athenaUsers: ['eve'] }),
  ];
  return JSON.stringify(
    synthesize(
      wholeOf(
        environment({
          athenaCreateIamUser: true,
          accessLogEncryption: 'SSE-KMS',
          analysts,
          organizations,
        }),
      ),
    ),
  );
}

/** A template as text, with what was read of it. */
interface ReadTemplate {
  readonly text: string;
  readonly stack: StackTemplate;
}

/** Templates that nobody has edited, by their text as a whole, and by the name of their stack. */
const unedited = new Map<string, ReadonlyMap<string, ReadTemplate>>();

/** The platform's stacks, edited. Those that the edit leaves as they are stay the same objects, as in a mutant. */
export function platform(edit: Edit = () => undefined, from = SHIPPED): StackTemplate[] {
  const known = unedited.get(from) ?? readEach(from);
  unedited.set(from, known);
  const templates = JSON.parse(from) as Templates;
  edit(templates);
  return Object.entries(templates).map(([name, template]) => {
    const before = known.get(name);
    return before?.text === JSON.stringify(template) ? before.stack : stackOf(name, template);
  });
}

function readEach(from: string): ReadonlyMap<string, ReadTemplate> {
  return new Map(
    Object.entries(JSON.parse(from) as Templates).map(([name, template]) => [
      name,
      { text: JSON.stringify(template), stack: stackOf(name, template) },
    ]),
  );
}

function stackOf(name: string, template: Templates[string]): StackTemplate {
  const stack = readTemplate(name, template, {
    account: ACCOUNT,
    region: 'eu-central-1',
    partition: 'aws',
    dnsSuffix: 'amazonaws.com',
  });
  if (typeof stack === 'string') throw new Error(stack);
  return stack;
}

export function evidenceOf(stacks: readonly StackTemplate[]): Evidence {
  return examine(stacks, (evidence) => evidence);
}

/** The platform's contract, for some of the organizations. */
export function contractFor(known: TenantModel, slugs: readonly string[]): ContractVerdict {
  const { contract } = SPECIFICATION;
  if (contract === undefined) throw new Error('the platform has a contract');
  return judgeContract(contract, known, slugs);
}

/** Without the evidence that only claims need, which takes as long again. */
export function judged(
  edit?: Edit,
  from?: string,
  slugs: readonly string[] = ['acme', 'acme-eu'],
): ContractVerdict {
  const known = readTenantModel(platform(edit, from), SPECIFICATION);
  return contractOfOneService(contractFor(known, slugs));
}

/** Ids of the rows that fail for an organization, each once. What the contract says of others is not asked. */
export function failedRows(edit?: Edit, slug = 'acme', from?: string): string[] {
  const { failures } = judged(edit, from, [slug]);
  return [...new Set(failures.map(({ row }) => row))];
}

/** Puts others in the place of every statement of this Sid in a stack. Refuses to change nothing. */
export function inStatement(
  stack: string,
  sid: string,
  change: (statement: JsonObject) => JsonObject | readonly JsonObject[],
): Edit {
  return (templates) => {
    let changed = 0;
    const walk = (value: Json): Json => {
      if (Array.isArray(value)) {
        return (value as readonly Json[]).flatMap((item) => {
          if (!isObject(item) || item['Sid'] !== sid) return [walk(item)];
          changed += 1;
          return change(item);
        });
      }
      if (!isObject(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]));
    };
    templates[stack] = walk(templates[stack] as Json) as unknown as Templates[string];
    if (changed === 0) throw new Error(`${stack} has no statement ${sid}`);
  };
}

export function without(stack: string, sid: string): Edit {
  return inStatement(stack, sid, () => []);
}

/** Makes several changes, one after the other. */
export function all(...edits: readonly Edit[]): Edit {
  return (templates) => {
    for (const edit of edits) edit(templates);
  };
}

/** Takes one action out of a statement. */
export function withoutAction(stack: string, sid: string, action: string): Edit {
  return inStatement(stack, sid, (statement) => {
    const actions = [statement['Action'] ?? []].flat() as string[];
    if (!actions.includes(action)) throw new Error(`${sid} has no action ${action}`);
    return { ...statement, Action: actions.filter((text) => text !== action) };
  });
}

/** Replaces properties of every resource of a type in a stack. */
export function inResource(
  stack: string,
  type: string,
  change: (properties: Record<string, Json>) => void,
): Edit {
  return (templates) => {
    const found = Object.values(templates[stack]?.Resources ?? {}).filter(({ Type }) => Type === type);
    if (found.length === 0) throw new Error(`${stack} has no ${type}`);
    for (const { Properties } of found) change(Properties);
  };
}

/** Takes all resources of a type out of a stack. */
export function withoutResource(stack: string, type: string): Edit {
  return (templates) => {
    const template = templates[stack];
    if (template === undefined) throw new Error(`there is no stack ${stack}`);
    const left = Object.entries(template.Resources).filter(([, { Type }]) => Type !== type);
    template.Resources = Object.fromEntries(left);
  };
}

/** Gives something another name wherever it stands. */
export function renamed(from: string, to: string): Edit {
  return (templates) => {
    const text = JSON.stringify(templates);
    if (!text.includes(from)) throw new Error(`nothing is called ${from}`);
    Object.assign(templates, JSON.parse(text.replaceAll(from, to)));
  };
}
