import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  CloudFormationValidatePlugin,
  type IPolicyValidationContext,
  type PolicyValidationPluginReport,
} from 'aws-cdk-lib';
import type { EnvironmentConfig } from '../../../config/environment-config';
import { buildApp } from '../../../lib/stacks/build-app';
import { namesOfStacks } from '../../../lib/template-validation/names-of-stack';
import { TemplateValidation } from '../../../lib/template-validation/template-validation';
import { newApp } from '../../fixtures/cdk-app';
import { wholeOf } from '../../fixtures/synthesize';

/** Judges the templates of an environment after something was done to them. */
export class Judged {
  private readonly context: IPolicyValidationContext;

  constructor(
    private readonly config: EnvironmentConfig,
    change: (template: string, slug: string) => string = (template) => template,
  ) {
    const app = newApp();
    // Rule packs judge constructs, which nothing is done to here.
    buildApp(app, wholeOf({ ...config, compliancePacks: [] }), {
      proveIsolation: false,
      checkCapacity: false,
    });
    const { stacks } = app.synth();
    for (const { slug } of config.organizations) {
      const file = stacks.find(({ stackName }) =>
        stackName.endsWith(`-organization-${slug}`),
      )?.templateFullPath;
      if (file !== undefined) writeFileSync(file, change(readFileSync(file, 'utf8'), slug));
    }
    this.context = {
      appConstruct: app,
      templatePaths: stacks.map(({ templateFullPath }) => templateFullPath),
      stackTemplates: stacks.map(({ stackName, templateFullPath }) => ({
        stackConstructPath: stackName,
        templatePath: templateFullPath,
        accountId: config.account,
        region: config.region.name,
      })),
    };
  }

  report(judgeAll = false): PolicyValidationPluginReport {
    const names = namesOfStacks(this.config, this.config.organizations);
    return new TemplateValidation(names, judgeAll).validate(this.context);
  }

  /** As a stack is that was written from another. */
  takeConstructsFrom(stack: string): void {
    const { node } = this.context.appConstruct.node.findChild(stack);
    for (const child of node.children) node.tryRemoveChild(child.node.id);
  }

  /** Stacks of the templates in which something is found. */
  places(): string[] {
    const places = this.report().violations.flatMap(({ violatingResources }) =>
      violatingResources.map(({ templatePath = '' }) => basename(templatePath, '.template.json')),
    );
    return [...new Set(places)].map((place) => place.replace('ts-test-organization-', ''));
  }

  /** Stacks of the templates that the validator was given, call by call. */
  calls(): string[][] {
    const validate = jest.spyOn(CloudFormationValidatePlugin.prototype, 'validate');
    try {
      this.report();
      return validate.mock.calls.map(([{ stackTemplates }]) =>
        stackTemplates.map(({ stackConstructPath }) =>
          stackConstructPath.replace('ts-test-organization-', ''),
        ),
      );
    } finally {
      validate.mockRestore();
    }
  }
}
