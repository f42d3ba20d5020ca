import { Annotations, type App, Aspects, CfnOutput, CfnResource, Stack, Tags } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import {
  type Assembly,
  assemble,
  bothWays,
  MANY,
  MANY_IN_ENVIRONMENT,
  type Settings,
  withoutLinesOfCode,
} from './both-ways';

const stackOf = (app: App, slug: string): Stack => {
  const stack = app.node.findChild(`ts-test-organization-${slug}`);
  if (!Stack.isStack(stack)) throw new TypeError(slug);
  return stack;
};
/** Stands for the form. */
const first = (app: App): Stack => stackOf(app, 'acme');
/** Is written from it. */
const other = (app: App): Stack => stackOf(app, 'acme-eu');

/** Describes roles, of all organizations or of one. */
const describingRoles = (slug = ''): { visit(node: IConstruct): void } => ({
  visit: (node) => {
    if (node instanceof CfnRole && node.node.path.includes(`organization-${slug}/`.replace('-/', '-'))) {
      node.description = 'by an engineer';
    }
  },
});

const EVERY = MANY.length;

test.each<[change: string, built: number, settings: Settings]>([
  ['nothing', 1, {}],
  [
    'a tag on the app',
    EVERY,
    {
      change: (app) => {
        Tags.of(app).add('owner', 'me');
      },
    },
  ],
  [
    'a tag on the stack that stands for others',
    EVERY,
    {
      change: (app) => {
        Tags.of(first(app)).add('owner', 'me');
      },
    },
  ],
  [
    'a tag on a stack that is written',
    2,
    {
      change: (app) => {
        Tags.of(other(app)).add('owner', 'me');
      },
    },
  ],
  [
    'an aspect on the app',
    EVERY,
    {
      change: (app) => {
        Aspects.of(app).add(describingRoles());
      },
    },
  ],
  [
    'an aspect on the app for one organization',
    EVERY,
    {
      change: (app) => {
        Aspects.of(app).add(describingRoles('acme-eu'));
      },
    },
  ],
  [
    'an early aspect',
    EVERY,
    {
      change: (app) => {
        Aspects.of(app).add(describingRoles('kms'), { priority: 1 });
      },
    },
  ],
  [
    'an aspect that adds resources to stacks',
    EVERY,
    {
      change: (app) => {
        Aspects.of(app).add({
          visit: (node) => {
            if (Stack.isStack(node)) new CfnResource(node, 'Added', { type: 'AWS::SNS::Topic' });
          },
        });
      },
    },
  ],
  [
    'a transform',
    2,
    {
      change: (app) => {
        other(app).addTransform('AWS::LanguageExtensions');
      },
    },
  ],
  [
    'metadata of a template',
    2,
    {
      change: (app) => {
        other(app).addMetadata('Owner', 'me');
      },
    },
  ],
  [
    'a version of the format',
    2,
    {
      change: (app) => {
        other(app).templateOptions.templateFormatVersion = '2010-09-09';
      },
    },
  ],
  [
    'a logical id',
    2,
    {
      change: (app) => {
        other(app).renameLogicalId('KeyArn', 'ArnOfKey');
      },
    },
  ],
  [
    'a description',
    1,
    {
      change: (app) => {
        other(app).templateOptions.description = 'by "me"';
      },
    },
  ],
  [
    'a tag of a stack itself',
    1,
    {
      change: (app) => {
        other(app).tags.setTag('owner', 'me');
      },
    },
  ],
  [
    'its protection',
    1,
    {
      change: (app) => {
        other(app).terminationProtection = false;
      },
    },
  ],
  [
    'a warning',
    1,
    {
      change: (app) => {
        Annotations.of(other(app)).addWarningV2('mine', 'look here');
      },
    },
  ],
  [
    'a dependency',
    1,
    {
      change: (app) => {
        other(app).addStackDependency(first(app));
      },
    },
  ],
])('what an engineer changes is in the templates as if all were of constructs: %s', (_, built, settings) => {
  const [byForm, judgingAll] = bothWays(MANY_IN_ENVIRONMENT, settings);
  expect(withoutLinesOfCode(byForm)).toEqual(withoutLinesOfCode(judgingAll));
  expect(byForm.built).toBe(built);
});

test('a construct that is added to a stack is in its template, before the others', () => {
  const [byForm, judgingAll] = bothWays(MANY_IN_ENVIRONMENT, {
    change: (app) => {
      new CfnOutput(other(app), 'More', { value: 'x' });
    },
  });
  const file = 'ts-test-organization-acme-eu.template.json';
  expect(byForm.files[file]).toContain('"More": {');
  const templateOf = ({ files }: Assembly): unknown => JSON.parse(files[file] ?? '');
  expect(templateOf(byForm)).toEqual(templateOf(judgingAll));
  expect(byForm.built).toBe(2);
});

test('a change within the stack that stands for others is refused, since it would be lost in these', () => {
  const change = (app: App): void => {
    for (const node of first(app).node.findAll()) if (node instanceof CfnRole) node.description = 'mine';
  };
  expect(() => assemble(MANY_IN_ENVIRONMENT, { change })).toThrow(
    /^ts-test-organization-acme was changed after it was made: its form differs at \$\.Resources\.\w+\.Properties\.Description, .* -c judgeAll=true$/,
  );
  expect(assemble(MANY_IN_ENVIRONMENT, { change, judgeAll: true }).built).toBe(EVERY);
});

test('a change of what is noted of the constructs of that stack is refused, too: no template shows it', () => {
  const change = (app: App): void => {
    Annotations.of(first(app).node.findChild('OrganizationKey')).addWarningV2('mine', 'look here');
  };
  expect(() => assemble(MANY_IN_ENVIRONMENT, { change })).toThrow(
    'what is noted of its constructs, $["/ts-test-',
  );
});
