import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startValidator } from '../../../lib/template-validation/start-validator';
import { newApp } from '../../fixtures/cdk-app';

type Validate = (
  this: object,
  template: { readonly content: string | Uint8Array },
  config?: object,
) => unknown;

interface ValidationModule {
  readonly CompositeEngine: { readonly prototype: { validateTemplate: Validate } };
}

/** As the CDK loads it. */
const requireOfCdk = createRequire(require.resolve('aws-cdk-lib/package.json'));
const { CompositeEngine } = requireOfCdk('@aws/cloudformation-validate') as ValidationModule;

/** Judgments of the CDK's validator that are remembered. */
export interface Judgments {
  /** How many were made, and not taken from memory. */
  readonly judged: number;
  forget(): void;
  /** Has the validator judge every time again. */
  restore(): void;
}

/**
 * Lets each engine of the CDK's validator judge a text once. It judges one template at a time and keeps nothing of it,
 * so that of the same text with the same settings it says the same again. The name of the template's file, which it is
 * given as well, is for messages that the CDK's plugin does not take.
 */
export function rememberJudgments(): Judgments {
  let ofEngines = new WeakMap<object, Map<string, unknown>>();
  let judged = 0;
  const { validateTemplate } = CompositeEngine.prototype;
  CompositeEngine.prototype.validateTemplate = function (template, config) {
    const known = ofEngines.get(this) ?? new Map<string, unknown>();
    ofEngines.set(this, known);
    const key = `${JSON.stringify(config)}\n${String(template.content)}`;
    if (!known.has(key)) {
      judged += 1;
      known.set(key, validateTemplate.call(this, template, config));
    }
    return known.get(key);
  };
  return {
    get judged() {
      return judged;
    },
    forget() {
      ofEngines = new WeakMap();
    },
    restore() {
      CompositeEngine.prototype.validateTemplate = validateTemplate;
    },
  };
}

/** Types that stacks here have. One that is missing costs time, and nothing else. */
const TYPES = [
  'AWS::AccessAnalyzer::Analyzer',
  'AWS::Athena::NamedQuery',
  'AWS::Athena::WorkGroup',
  'AWS::CloudTrail::Trail',
  'AWS::ECR::Repository',
  'AWS::Events::Rule',
  'AWS::Glue::Database',
  'AWS::Glue::SecurityConfiguration',
  'AWS::Glue::Table',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::OIDCProvider',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::User',
  'AWS::IoT::Policy',
  'AWS::IoT::RoleAlias',
  'AWS::IoT::ThingType',
  'AWS::IoT::TopicRule',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::Logs::ResourcePolicy',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
  'AWS::Scheduler::ScheduleGroup',
];

/**
 * Shows the validator every type of resource that stacks have. The CDK makes another engine where a template has types
 * that the last one was not made for, which forgets what is remembered here and takes longer than to judge ten templates.
 */
export function startForAllTypes(): void {
  const templatePath = join(mkdtempSync(join(tmpdir(), 'types-')), 'all.template.json');
  const resources = TYPES.map((type, index) => [`Resource${index}`, { Type: type }]);
  writeFileSync(templatePath, JSON.stringify({ Resources: Object.fromEntries(resources) as object }));
  startValidator(1).validate({
    appConstruct: newApp(),
    templatePaths: [templatePath],
    stackTemplates: [{ stackConstructPath: 'all', templatePath, accountId: undefined, region: undefined }],
  });
}
