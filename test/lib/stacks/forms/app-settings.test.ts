import { DefaultStackSynthesizer, type IReusableStackSynthesizer } from 'aws-cdk-lib';
import { bothWays, MANY, MANY_ALONE, type Settings, withoutLinesOfCode } from './both-ways';

const EVERY = MANY.length;

test.each<[setting: string, built: number, settings: Settings]>([
  [
    'a synthesizer of the app',
    EVERY,
    {
      app: () => ({
        defaultStackSynthesizer: new DefaultStackSynthesizer({
          qualifier: 'mine',
          fileAssetsBucketName: 'mine',
        }) as IReusableStackSynthesizer,
      }),
    },
  ],
  [
    'a boundary of the app',
    1,
    { app: () => ({ postCliContext: { '@aws-cdk/core:permissionsBoundary': { name: 'mine' } } }) },
  ],
  ['what is reported of the app', 1, { app: () => ({ analyticsReporting: true }) }],
  [
    'a property injector of the app',
    EVERY,
    {
      app: () => ({
        propertyInjectors: [
          { constructUniqueId: 'aws-cdk-lib.aws-sns.Topic', inject: (props: object) => props },
        ],
      }),
    },
  ],
])(
  'what the app is created with is in the templates as if all were of constructs: %s',
  (_, built, settings) => {
    const [byForm, judgingAll] = bothWays(MANY_ALONE, settings);
    expect(withoutLinesOfCode(byForm)).toEqual(withoutLinesOfCode(judgingAll));
    expect(byForm.built).toHaveLength(built);
  },
);
