import { Naming, ORG_SLUG_TAG } from '../../config/naming';
import type { Addition } from './add-organization';

/** Something to do after an organization was added. */
export interface NextStep {
  readonly what: string;
  /** Commands for a shell in the repository, in their order; none where it is no command. */
  readonly commands: readonly string[];
}

/** From a changed file to an organization that works. */
export function nextSteps({ environment, organization, file }: Addition): NextStep[] {
  const { name, region, analysts } = environment;
  const { slug, athenaUsers } = organization;
  const { stack } = new Naming(environment).organization(slug);
  return [
    {
      what: 'review and commit it',
      commands: [`git diff ${file}`, `git commit -m "Add organization ${slug} to ${name}" ${file}`],
    },
    {
      what: 'deploy it once it is reviewed',
      commands: [`npm run deploy -- -c environment=${name} -c organization=${slug}`],
    },
    ...(athenaUsers.length === 0
      ? []
      : [
          {
            what: 'tag its IAM users, which have no access before: run each command that this prints',
            commands: [
              `aws cloudformation describe-stacks --region ${region.name} --stack-name ${stack} ` +
                `--query "Stacks[0].Outputs[?starts_with(OutputKey, 'TagAthenaUser')].[OutputValue]" --output text`,
            ],
          },
        ]),
    ...(analysts === undefined
      ? []
      : [
          {
            what:
              `let its analysts sign in: have the identity provider send the session tag ${ORG_SLUG_TAG} with ` +
              `"${slug}" (docs/engineer/organizations.md#let-analysts-sign-in)`,
            commands: [],
          },
        ]),
  ];
}
