import { generalClaims, sharedByLeadingKey, tenancyFrom } from 'isolation-proof';

const WRITE_LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

export default {
  // Whatever carries this tag belongs to the tenant that it names.
  tenants: { owner: 'tenant' },
  tenancyOf: tenancyFrom({
    partitions: ({ partition, region, account }) => [
      sharedByLeadingKey([`arn:${partition}:dynamodb:${region}:${account}:table/items`]),
    ],
    openToAll: () => [
      {
        actions: WRITE_LOGS.map((action) => action.toLowerCase()),
        resources: ['*'],
        because: 'whoever may write log events reads none of them',
      },
    ],
  }),
  // The CDK gives it to every function; AWS keeps it, so the templates do not have it.
  awsManagedPolicies: {
    'service-role/AWSLambdaBasicExecutionRole': {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: WRITE_LOGS, Resource: '*' }],
    },
  },
  claims: generalClaims(),
};
