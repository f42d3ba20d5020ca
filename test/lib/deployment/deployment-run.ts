import { Naming } from '../../../config/naming';
import type { Selection } from '../../../config/selection';
import { stackTags } from '../../../config/stack-tags';
import type { SynthesizedStack } from '../../../lib/deployed/cloud-assembly';
import type { CdkOutcome } from '../../../lib/deployment/cdk-command';
import { deploy } from '../../../lib/deployment/deploy';
import { parseDeployArguments } from '../../../lib/deployment/deploy-arguments';
import { runPreflight } from '../../../lib/preflight/run-preflight';
import { environment } from '../../fixtures/environment';
import { FakeAccount } from '../preflight/fake-account';

const ENVIRONMENT = environment();
const NAMING = new Naming(ENVIRONMENT);
const WHOLE: Selection = { environment: ENVIRONMENT, shared: true, organizations: ENVIRONMENT.organizations };
export const [SHARED, ACME, ACME_EU] = [
  NAMING.shared.sharedStack,
  ...ENVIRONMENT.organizations.map(({ slug }) => NAMING.organization(slug).stack),
] as [string, string, string];
const TAGS = new Map(
  [
    [SHARED, stackTags('test')] as const,
    ...ENVIRONMENT.organizations.map(
      ({ slug }) => [NAMING.organization(slug).stack, stackTags('test', slug)] as const,
    ),
  ].map(([name, tags]) => [name, { ...tags }]),
);

export const DONE: CdkOutcome = {
  exitCode: 0,
  interrupted: false,
  notApproved: false,
  failedStacks: [],
  denials: [],
};
export const FAILED: CdkOutcome = { ...DONE, exitCode: 1 };
export const INTERRUPTED: CdkOutcome = { ...FAILED, exitCode: undefined, interrupted: true };
export const NOT_APPROVED_OUTCOME: CdkOutcome = { ...FAILED, notApproved: true };

/** What a run of `npm run deploy` did. */
export interface Run {
  readonly exitCode: number;
  /** Arguments of `cdk synth`. */
  readonly synth: readonly string[];
  /** Arguments of each `cdk deploy`. */
  readonly deploys: readonly (readonly string[])[];
  readonly said: string;
  readonly printed: string;
}

/** An account in memory, templates of three stacks, and a CDK CLI that does as a test says. */
export class Deployment {
  readonly aws = new FakeAccount();
  /** Stacks are synthesized empty, but for these. */
  readonly templates: Record<string, SynthesizedStack['template']> = {};
  /** Stacks that are synthesized with these tags besides. */
  readonly tags: Record<string, Record<string, string>> = {};
  synthesis = DONE;

  /** What the CDK CLI leaves of a stack; one of a first deployment is created without protection. */
  cdkMakes(name: string, status = 'CREATE_COMPLETE'): void {
    this.aws.stack(name, {
      status,
      protected: this.aws.stacks.get(name)?.protected ?? false,
      tags: TAGS.get(name) ?? {},
      changedAt: new Date('2026-11-25T12:00:00Z'),
    });
  }

  /** The stacks that an earlier deployment left, as they are synthesized. */
  allDeployed(): void {
    for (const name of [SHARED, ACME, ACME_EU]) this.cdkMakes(name);
    for (const stack of this.aws.stacks.values()) {
      Object.assign(stack, { protected: true, changedAt: new Date(0) });
    }
  }

  /** Has stacks synthesized with another template than the deployed one. */
  changed(...names: readonly string[]): void {
    for (const name of names) {
      this.templates[name] = { Resources: { New: { Type: 'AWS::S3::Bucket', Properties: {} } }, Outputs: {} };
    }
  }

  get protectedStacks(): string[] {
    return [...this.aws.stacks].filter(([, stack]) => stack.protected).map(([name]) => name);
  }

  /** @param cdk is told the arguments of each `cdk deploy`. */
  async run(cdk: (args: readonly string[]) => CdkOutcome, ...argv: readonly string[]): Promise<Run> {
    const { stacks } = await runPreflight(WHOLE, this.aws.clientsOf);
    const said: string[] = [];
    const printed: string[] = [];
    const calls: (readonly string[])[] = [];
    const exitCode = await deploy({
      selection: WHOLE,
      args: parseDeployArguments(argv),
      before: stacks,
      cdk: ([command, ...args]) => {
        calls.push(args);
        return Promise.resolve(command === 'synth' ? this.synthesis : cdk(args));
      },
      assembly: () => this.synthesized(calls[0] ?? []),
      clientsOf: this.aws.clientsOf,
      say: (line) => {
        said.push(line);
      },
      print: (line) => {
        printed.push(line);
      },
    });
    const [synth = [], ...deploys] = calls;
    return { exitCode, synth, deploys, said: said.join('\n'), printed: printed.join('\n') };
  }

  private synthesized(args: readonly string[]): SynthesizedStack[] {
    const first = args.find((arg) => arg.startsWith('firstDeployment='))?.split(/[=,]/) ?? [];
    return [SHARED, ACME, ACME_EU].map((name) => ({
      name,
      template: this.templates[name] ?? { Resources: {}, Outputs: {} },
      tags: { ...TAGS.get(name), ...this.tags[name] },
      terminationProtection: !first.includes(name),
    }));
  }
}
