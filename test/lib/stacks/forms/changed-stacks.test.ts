import { Annotations, type App, Aspects, CfnOutput, CfnResource, Stack, Tags } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { type Assembly, assemble, bothWays, MANY, MANY_ALONE, withoutLinesOfCode } from './both-ways';

const stackOf = (app: App, slug: string): Stack => {
  const stack = app.node.findChild(`ts-test-organization-${slug}`);
  if (!Stack.isStack(stack)) throw new TypeError(slug);
  return stack;
};
/** Stands for the form. */
const first = (app: App): Stack => stackOf(app, 'acme');
/** Describes roles, of all organizations or of one. */
const describingRoles = (slug = ''): { visit(node: IConstruct): void } => ({
  visit: (node) => {
    if (node instanceof CfnRole && node.node.path.includes(`organization-${slug}/`.replace('-/', '-'))) {
      node.description = 'by an engineer';
    }
  },
});

const EVERY = MANY.map(({ slug }) => slug);

test('where nothing is changed, one stack is made of constructs, and the others are as if all were', () => {
  const [byForm, judgingAll] = bothWays(MANY_ALONE);
  expect(byForm).toEqual({ files: judgingAll.files, built: ['acme'] });
});

test.each<[change: string, change: (app: App) => void]>([
  [
    'a tag on the app',
    (app) => {
      Tags.of(app).add('owner', 'me');
    },
  ],
  [
    'a tag on the stack that stands for others',
    (app) => {
      Tags.of(first(app)).add('owner', 'me');
    },
  ],
  [
    'an aspect on the app',
    (app) => {
      Aspects.of(app).add(describingRoles());
    },
  ],
  [
    'an aspect on the app for one organization',
    (app) => {
      Aspects.of(app).add(describingRoles('acme-eu'));
    },
  ],
  [
    'an early aspect',
    (app) => {
      Aspects.of(app).add(describingRoles('kms'), { priority: 1 });
    },
  ],
  [
    'an aspect that adds resources to stacks',
    (app) => {
      Aspects.of(app).add({
        visit: (node) => {
          if (Stack.isStack(node)) new CfnResource(node, 'Added', { type: 'AWS::SNS::Topic' });
        },
      });
    },
  ],
])(
  'what an engineer changes of all stacks is in the templates as if all were of constructs: %s',
  (_, change) => {
    const [byForm, judgingAll] = bothWays(MANY_ALONE, { change });
    expect(withoutLinesOfCode(byForm)).toEqual(withoutLinesOfCode(judgingAll));
    expect(byForm.built).toEqual(EVERY);
  },
);

/** Changes of stacks that are written, by slug: each is of one stack, so that each has to show by itself. */
const apply = (changes: Readonly<Record<string, (stack: Stack, app: App) => void>>) => (app: App) => {
  for (const [slug, change] of Object.entries(changes)) change(stackOf(app, slug), app);
};

test('what an engineer adds to the template of a stack has the stack made of constructs', () => {
  const additions: Parameters<typeof apply>[0] = {
    'acme-eu': (stack) => {
      stack.addTransform('AWS::LanguageExtensions');
    },
    policy: (stack) => {
      stack.addMetadata('Owner', 'me');
    },
    a1b: (stack) => {
      stack.templateOptions.templateFormatVersion = '2010-09-09';
    },
    aaa: (stack) => {
      stack.renameLogicalId('KeyArn', 'ArnOfKey');
    },
    initech: (stack) => {
      Tags.of(stack).add('owner', 'me');
    },
  };
  const [byForm, judgingAll] = bothWays(MANY_ALONE, { change: apply(additions) });
  expect(withoutLinesOfCode(byForm)).toEqual(withoutLinesOfCode(judgingAll));
  expect(byForm.built).toEqual(['acme', ...Object.keys(additions)]);
});

test('what an engineer changes of a stack itself is of the stack that is written, too', () => {
  const changes: Parameters<typeof apply>[0] = {
    'acme-eu': (stack) => {
      stack.templateOptions.description = 'by "me"';
    },
    kms: (stack) => {
      stack.tags.setTag('owner', 'me');
    },
    policy: (stack) => {
      stack.terminationProtection = false;
    },
    a1b: (stack) => {
      Annotations.of(stack).addWarningV2('mine', 'look here');
    },
    aaa: (stack, app) => {
      stack.addStackDependency(first(app));
    },
  };
  const [byForm, judgingAll] = bothWays(MANY_ALONE, { change: apply(changes) });
  expect(withoutLinesOfCode(byForm)).toEqual(withoutLinesOfCode(judgingAll));
  expect(byForm.built).toEqual(['acme']);
});

test('a construct that is added to a stack is in its template, before the others', () => {
  const [byForm, judgingAll] = bothWays(MANY_ALONE, {
    change: apply({
      'acme-eu': (stack) => {
        new CfnOutput(stack, 'More', { value: 'x' });
      },
    }),
  });
  const file = 'ts-test-organization-acme-eu.template.json';
  expect(byForm.files[file]).toContain('"More": {');
  const templateOf = ({ files }: Assembly): unknown => JSON.parse(files[file] ?? '');
  expect(templateOf(byForm)).toEqual(templateOf(judgingAll));
  expect(byForm.built).toEqual(['acme', 'acme-eu']);
});

test('a change within the stack that stands for others is refused, since it would be lost in these', () => {
  const change = (app: App): void => {
    for (const node of first(app).node.findAll()) if (node instanceof CfnRole) node.description = 'mine';
  };
  expect(() => assemble(MANY_ALONE, { change })).toThrow(
    /^ts-test-organization-acme was changed after it was made: its form differs at \$\.Resources\.\w+\.Properties\.Description, .* -c judgeAll=true$/,
  );
  expect(assemble(MANY_ALONE, { change, judgeAll: true }).built).toEqual(EVERY);
});

test('a change of what is noted of the constructs of that stack is refused, too: no template shows it', () => {
  const change = (app: App): void => {
    Annotations.of(first(app).node.findChild('OrganizationKey')).addWarningV2('mine', 'look here');
  };
  expect(() => assemble(MANY_ALONE, { change })).toThrow('what is noted of its constructs, $["/ts-test-');
});
