import { App, Stack, Tags, Validations } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { IsolationProof } from 'isolation-proof';
import specification from './tenancy.mjs';

const app = new App();
const stack = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-central-1' } });

// One table for all tenants: whose an item is, says its partition key.
const items = new Table(stack, 'Items', {
  tableName: 'items',
  partitionKey: { name: 'tenant', type: AttributeType.STRING },
});

const buckets = new Map();
const workers = new Map();
for (const tenant of ['acme', 'acme-eu']) {
  const bucket = new Bucket(stack, `${tenant}-Data`, { blockPublicAccess: BlockPublicAccess.BLOCK_ALL });
  const jobs = new Queue(stack, `${tenant}-Jobs`);
  const worker = new Function(stack, `${tenant}-Worker`, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
  });
  bucket.grantReadWrite(worker);
  jobs.grantConsumeMessages(worker);
  worker.addToRolePolicy(
    new PolicyStatement({
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      resources: [items.tableArn],
      conditions: {
        'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${aws:PrincipalTag/tenant}'] },
      },
    }),
  );
  for (const construct of [bucket, jobs, worker]) Tags.of(construct).add('tenant', tenant);
  buckets.set(tenant, bucket);
  workers.set(tenant, worker);
}

// cdk synth -c mistake=true shows what happens if a worker may read the neighbour's bucket.
if (app.node.tryGetContext('mistake')) buckets.get('acme-eu').grantRead(workers.get('acme'));

Validations.of(app).addPlugins(new IsolationProof(specification));
