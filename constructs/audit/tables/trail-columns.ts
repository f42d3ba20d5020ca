import type { TableColumn } from './table-column';

/** Who called. `sourceidentity` is not in AWS's example of the table, and is in the records. */
const USER_IDENTITY =
  'struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,' +
  'username:string,onbehalfof:struct<userid:string,identitystorearn:string>,' +
  'sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,' +
  'sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,' +
  'ec2roledelivery:string,webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>,' +
  'sourceidentity:string>>';

/**
 * What a record of the trail has, as Athena reads it.
 * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const TRAIL_COLUMNS: readonly TableColumn[] = [
  { name: 'eventversion', type: 'string' },
  { name: 'useridentity', type: USER_IDENTITY },
  { name: 'eventtime', type: 'string', comment: 'UTC, like 2026-11-20T09:15:00Z' },
  { name: 'eventsource', type: 'string', comment: 'like s3.amazonaws.com' },
  { name: 'eventname', type: 'string' },
  { name: 'awsregion', type: 'string' },
  { name: 'sourceipaddress', type: 'string' },
  { name: 'useragent', type: 'string' },
  { name: 'errorcode', type: 'string', comment: 'NULL for what succeeded' },
  { name: 'errormessage', type: 'string' },
  { name: 'requestparameters', type: 'string', comment: 'JSON' },
  { name: 'responseelements', type: 'string', comment: 'JSON; NULL for what only reads' },
  { name: 'additionaleventdata', type: 'string', comment: 'JSON' },
  { name: 'requestid', type: 'string' },
  { name: 'eventid', type: 'string' },
  { name: 'readonly', type: 'string' },
  { name: 'resources', type: 'array<struct<arn:string,accountid:string,type:string>>' },
  { name: 'eventtype', type: 'string' },
  { name: 'apiversion', type: 'string' },
  { name: 'recipientaccountid', type: 'string' },
  { name: 'serviceeventdetails', type: 'string' },
  { name: 'sharedeventid', type: 'string' },
  { name: 'vpcendpointid', type: 'string' },
  { name: 'vpcendpointaccountid', type: 'string' },
  { name: 'eventcategory', type: 'string', comment: 'Management or Data' },
  { name: 'managementevent', type: 'string' },
  { name: 'sessioncredentialfromconsole', type: 'string' },
  {
    name: 'tlsdetails',
    type: 'struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>',
  },
];
