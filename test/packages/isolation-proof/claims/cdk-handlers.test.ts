import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CustomResource, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogRetention, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, EventType, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import flags from 'aws-cdk-lib/recommended-feature-flags.json';
import { readAssembly } from '../../../../packages/isolation-proof/src/assembly/assembly';
import { generalClaims } from '../../../../packages/isolation-proof/src/claims/general-claims';
import { verify, type Verification } from '../../../../packages/isolation-proof/src/judge/verify';
import { isHandlerOfCdk } from '../../../../packages/isolation-proof/src/resources/services/cdk-handlers';
import type { Specification } from '../../../../packages/isolation-proof/src/specification/specification';
import { tenancyFrom } from '../../../../packages/isolation-proof/src/tenancy/tenancy-from';
import { ACCOUNT } from '../fixtures/stack-of';

const WRITE_LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const SPECIFICATION: Specification = {
  tenants: { owner: 'tenant' },
  tenancyOf: tenancyFrom({
    openToAll: () => [{ actions: WRITE_LOGS, resources: ['*'], because: 'nobody reads them so' }],
  }),
  awsManagedPolicies: {
    'service-role/AWSLambdaBasicExecutionRole': {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: WRITE_LOGS, Resource: '*' }],
    },
  },
  claims: generalClaims(),
};

/** What a tenant has: a site, a worker, and what the CDK adds to them. */
class Shop {
  readonly bucket: Bucket;
  readonly jobs: Queue;
  readonly worker: Function;

  constructor(
    readonly stack: Stack,
    readonly tenant: string,
  ) {
    this.bucket = new Bucket(stack, `${tenant}-Site`, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      autoDeleteObjects: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.jobs = new Queue(stack, `${tenant}-Jobs`);
    this.worker = new Function(stack, `${tenant}-Worker`, {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => {};'),
    });
    this.jobs.grantConsumeMessages(this.worker);
    for (const construct of [this.bucket, this.jobs, this.worker]) Tags.of(construct).add('tenant', tenant);
  }

  deploy(destination: Bucket, source = Source.data('index.html', '<p>')): void {
    const destinationBucket = destination as IBucket;
    new BucketDeployment(this.stack, `${this.tenant}-Deploy`, { sources: [source], destinationBucket });
  }

  keepLogs(): void {
    new LogRetention(this.stack, `${this.tenant}-Logs`, {
      logGroupName: `/aws/lambda/${this.worker.functionName}`,
      retention: RetentionDays.ONE_WEEK,
    });
  }

  /** @param resources that the function which makes the call may write to */
  call(resources: readonly string[]): void {
    new AwsCustomResource(this.stack, `${this.tenant}-Call`, {
      onUpdate: {
        service: 'S3',
        action: 'putObject',
        parameters: { Bucket: this.bucket.bucketName, Key: 'seed', Body: '{}' },
        physicalResourceId: PhysicalResourceId.of('seed'),
      },
      installLatestAwsSdk: false,
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: [...resources] }),
    });
  }
}

const TENANTS = ['acme', 'acme-eu'] as const;

/** Judges an app of two tenants, which share a stack or have one each, whose tags are on all that is in it. */
function judged(
  stacks: 'one stack' | 'a stack each',
  build: (shop: Shop, neighbour: Shop) => void,
  change: (shop: Shop, neighbour: Shop) => void = () => undefined,
): Verification {
  const outdir = mkdtempSync(join(tmpdir(), 'handlers-test-'));
  try {
    const app = new App({
      outdir,
      builtinCloudFormationValidation: false,
      analyticsReporting: false,
      postCliContext: { ...flags, 'aws:cdk:enable-path-metadata': true },
    });
    const env = { account: ACCOUNT, region: 'eu-central-1' };
    const shared = stacks === 'one stack' ? new Stack(app, 'Shop', { env }) : undefined;
    const [acme, neighbour] = TENANTS.map((tenant) => {
      const stack = shared ?? new Stack(app, `Shop-${tenant}`, { env });
      if (shared === undefined) Tags.of(stack).add('tenant', tenant);
      return new Shop(stack, tenant);
    }) as [Shop, Shop];
    build(acme, neighbour);
    build(neighbour, acme);
    change(acme, neighbour);
    app.synth();
    return verify(readAssembly(outdir), SPECIFICATION);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const saidOf = ({ proof }: Verification): string[] =>
  proof.claims.flatMap(({ violations }) => violations.map(({ what }) => what));

const everything = (shop: Shop): void => {
  shop.deploy(shop.bucket);
  shop.keepLogs();
  shop.call([shop.bucket.arnForObjects('*')]);
};
const notified = ({ bucket, jobs }: Shop): void => {
  bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(jobs));
};

it('what the CDK adds to a stack of a tenant is proved as it is', () => {
  const verification = judged('a stack each', (shop) => {
    everything(shop);
    notified(shop);
  });
  expect(saidOf(verification)).toStrictEqual([]);
  expect(verification.verdict).toBe('proved');
});

it('what the CDK adds to a stack of two tenants is proved as it is', () => {
  const verification = judged('one stack', everything);
  expect(saidOf(verification)).toStrictEqual([]);
  expect(verification.verdict).toBe('proved');
});

describe('it is refuted', () => {
  it("if a tenant's stack deploys files into a neighbour's bucket", () => {
    const verification = judged(
      'a stack each',
      () => undefined,
      (shop, neighbour) => {
        shop.deploy(neighbour.bucket);
      },
    );
    expect(saidOf(verification)).toStrictEqual([
      'Shop-acme/acme-Deploy/CustomResource/Default of acme: files that are deployed go to Shop-acme-eu/acme-eu-Site/Resource of acme-eu (DestinationBucketName)',
    ]);
  });

  it.each(['a stack each', 'one stack'] as const)(
    "if files come from a neighbour's bucket, in %s",
    (stacks) => {
      const verification = judged(
        stacks,
        () => undefined,
        (shop, neighbour) => {
          shop.deploy(shop.bucket, Source.bucket(neighbour.bucket as IBucket, 'site.zip'));
        },
      );
      expect(saidOf(verification)).toStrictEqual([
        expect.stringMatching(
          /^Shop\S*\/acme-Deploy\/CustomResource\/Default of acme: files that are deployed come from Shop\S*\/acme-eu-Site\/Resource of acme-eu \(SourceBucketNames/,
        ),
      ]);
    },
  );

  it('if a function of the tenant may run a handler, which acts for the platform', () => {
    const verification = judged('a stack each', everything, ({ stack, worker }) => {
      const handler = stack.node.findChild('LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a');
      const { functionArn } = handler as unknown as { readonly functionArn: string };
      worker.addToRolePolicy(
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }),
      );
    });
    expect(saidOf(verification)).toStrictEqual([
      expect.stringMatching(
        /of acme may lambda:invokefunction on .*LogRetentionaae0\S*, which is not acme's$/,
      ),
    ]);
  });

  it('if a call of a custom resource may write elsewhere', () => {
    const verification = judged(
      'a stack each',
      () => undefined,
      (shop, neighbour) => {
        shop.call([neighbour.bucket.arnForObjects('*')]);
      },
    );
    expect(saidOf(verification)).toStrictEqual([
      expect.stringMatching(
        /AWS679\S* of acme may s3:putobject on .*acme-eu-Site\/Resource\)\/x, which is not acme's$/,
      ),
    ]);
  });

  it("if the retention of a neighbour's log group is set", () => {
    const verification = judged(
      'a stack each',
      () => undefined,
      (shop, { worker }) => {
        new LogRetention(shop.stack, 'Logs', {
          logGroupName: `/aws/lambda/${worker.functionName}`,
          retention: RetentionDays.ONE_DAY,
        });
      },
    );
    expect(saidOf(verification)).toStrictEqual([
      expect.stringMatching(
        /^Shop-acme\/Logs\/Resource of acme: settings of retention go to Shop-acme-eu\/.* of acme-eu/,
      ),
    ]);
  });

  it("if a custom resource of the app is handled by a neighbour's function", () => {
    const verification = judged(
      'a stack each',
      () => undefined,
      ({ stack }, { worker }) => {
        new CustomResource(stack, 'Own', { serviceToken: worker.functionArn });
      },
    );
    expect(saidOf(verification)).toStrictEqual([
      'Shop-acme/Own/Default of acme: the properties of the custom resource go to Shop-acme-eu/acme-eu-Worker/Resource of acme-eu (ServiceToken)',
    ]);
  });
});

it.each([
  ['Shop/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/ServiceRole/Resource', true],
  ['Shop/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C512MiB/ServiceRole/Resource', true],
  ['Shop/Custom::S3AutoDeleteObjectsCustomResourceProvider/Role', true],
  ['Shop/BucketNotificationsHandler050a0587b7544547bf325f094a3db834/Role/Resource', true],
  ['Shop/Deploy/AwsCliLayer/Resource', true],
  ['Shop/AWS679f53fac002430cb0da5b7982bd2287/ServiceRole/Resource', false],
  ['Shop/LogRetention/Resource', false],
  ['Shop/Worker/LogRetention/Resource', false],
  ['LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/Resource', false],
  ['Shop/Deploy/AwsCliLayer/Resource/x', false],
])('%s is a handler of the CDK: %s', (path, expected) => {
  expect(isHandlerOfCdk(path)).toBe(expected);
});
