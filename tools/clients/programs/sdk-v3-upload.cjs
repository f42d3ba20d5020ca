// Uploads with the SDK for JavaScript v3: BUCKET KEY_ARN PAUSE FILE=KEY..., with a pause in seconds between two.
const { createReadStream } = require('node:fs');
const { setTimeout } = require('node:timers/promises');
const { S3Client } = require('@aws-sdk/client-s3');
const { Upload } = require('@aws-sdk/lib-storage');

const [bucket, keyArn, pause, ...uploads] = process.argv.slice(2);
const client = new S3Client({ forcePathStyle: true });

async function main() {
  for (const [number, upload] of uploads.entries()) {
    if (number > 0) await setTimeout(Number(pause) * 1000);
    const [file, key] = upload.split('=');
    await new Upload({
      client,
      params: {
        Bucket: bucket,
        Key: key,
        Body: createReadStream(file),
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: keyArn,
      },
    }).done();
  }
}

main().catch((error) => {
  process.stderr.write(`${error.name}: ${error.message}\n`);
  process.exitCode = 1;
});
