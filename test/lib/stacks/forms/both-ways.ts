import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type AppProps } from 'aws-cdk-lib';
import type { OrganizationConfig } from '../../../../config/environment-config';
import type { Selection } from '../../../../config/selection';
import { type BuildOptions, buildApp } from '../../../../lib/stacks/build-app';
import { type ConstructNotes, withoutTraces } from '../../../../lib/stacks/forms/construct-notes';
import { OrganizationStack } from '../../../../lib/stacks/organization-stack';
import { FEATURE_FLAGS } from '../../../fixtures/feature-flags';
import { environment, NO_PIPELINES, organization } from '../../../fixtures/environment';
import { wholeOf } from '../../../fixtures/synthesize';

/** As many of one form as are written from it, with names of all lengths. */
export const MANY: readonly OrganizationConfig[] = [
  'acme',
  'acme-eu',
  'kms',
  'policy',
  'a1b',
  'globex-corporation-of-eu',
  'aaa',
  'initech',
  'zz-top-3',
].map((slug) => organization(slug, { displayName: `Name of "${slug}"` }));

/** Only what is theirs, and without pipelines: to write these from forms has tests of its own. */
export const MANY_ALONE: Selection = wholeOf(
  environment({ organizations: MANY, pipelines: NO_PIPELINES }),
  false,
);

export interface Settings extends BuildOptions {
  /**
   * Whether the CDK notes by which lines of code constructs are made, which takes an eighth of a synth.
   * @default false
   */
  readonly linesOfCode?: boolean;
  /** Settings of the app; made anew for each, since a synthesizer keeps what it has written. */
  readonly app?: () => AppProps;
  /** What an engineer does with the app. */
  readonly change?: (app: App) => void;
}

/** Every file of an assembly by its name, and the slugs whose stacks are of constructs. */
export interface Assembly {
  readonly files: Readonly<Record<string, string>>;
  readonly built: readonly string[];
}

/** The assembly of a selection in which stacks are written from forms, and that in which none is. */
export function bothWays(
  selection: Selection,
  settings: Settings = {},
): [byForm: Assembly, judgingAll: Assembly] {
  // In one line, since the CDK notes by which lines of code constructs are made.
  const [byForm, judgingAll] = [false, true].map((judgeAll) =>
    assemble(selection, { ...settings, judgeAll }),
  );
  if (byForm === undefined || judgingAll === undefined) throw new RangeError('two assemblies');
  return [byForm, judgingAll];
}

export function assemble(
  selection: Selection,
  { app: appProps = () => ({}), change, linesOfCode = false, ...options }: Settings,
): Assembly {
  const outdir = mkdtempSync(join(tmpdir(), 'both-ways-'));
  try {
    const app = new App({
      analyticsReporting: false,
      builtinCloudFormationValidation: false,
      context: { ...FEATURE_FLAGS, 'aws:cdk:disable-creation-stack-traces': !linesOfCode },
      outdir,
      treeMetadata: false,
      ...appProps(),
    });
    buildApp(app, selection, { proveIsolation: false, checkCapacity: false, ...options });
    change?.(app);
    // A synth prints the warnings that an engineer adds.
    jest.spyOn(console, 'error').mockImplementation();
    app.synth();
    const names = readdirSync(outdir).filter((name) => name !== 'validation-report.json');
    return {
      files: Object.fromEntries(names.map((name) => [name, readFileSync(join(outdir, name), 'utf8')])),
      built: app.node.children
        .filter((child) => child instanceof OrganizationStack)
        .filter(hasConstructs)
        .map(({ tags }) => tags.tagValues()['orgSlug'] ?? ''),
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function hasConstructs(stack: OrganizationStack): boolean {
  return stack.node.tryFindChild('OrganizationKey') !== undefined;
}

/** Without the lines of code that are noted all the same: a stack that is changed is made later. */
export function withoutLinesOfCode({ files }: Assembly): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      name.endsWith('.metadata.json') ? withoutTraces(JSON.parse(text) as ConstructNotes) : text,
    ]),
  );
}
