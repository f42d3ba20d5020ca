// Uploads with the SDK for JavaScript v2: BUCKET KEY_ARN PAUSE FILE=KEY..., with a pause in seconds between two.
const { createReadStream, readFileSync } = require('node:fs');
const { Agent } = require('node:https');
const { setTimeout } = require('node:timers/promises');
const AWS = require('aws-sdk');

const [bucket, keyArn, pause, ...uploads] = process.argv.slice(2);
const s3 = new AWS.S3({
  endpoint: process.env.AWS_ENDPOINT_URL,
  s3ForcePathStyle: true,
  signatureVersion: 'v4',
  // It knows no NODE_EXTRA_CA_CERTS: it brings its own agent.
  httpOptions: { agent: new Agent({ ca: readFileSync(process.env.SSL_CERT_FILE) }) },
});

async function main() {
  for (const [number, upload] of uploads.entries()) {
    if (number > 0) await setTimeout(Number(pause) * 1000);
    const [file, key] = upload.split('=');
    await s3
      .upload({
        Bucket: bucket,
        Key: key,
        Body: createReadStream(file),
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: keyArn,
      })
      .promise();
  }
}

main().catch((error) => {
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 1;
});
