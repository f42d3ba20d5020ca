/**
 * Shell script that uploads with curl, as docs/hub-owner/tools.md has it: a shell hands the secrets of its environment
 * to curl on standard input, so that they are no arguments of a process. Its arguments: file, Region, ARN of the key,
 * URL of the object.
 */
export const CURL_UPLOAD = [
  'printf \'user = "%s:%s"\\nheader = "x-amz-security-token: %s"\\n\'',
  '"$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" "$AWS_SESSION_TOKEN" |',
  'curl --config - --silent --show-error --fail-with-body --max-time 60 --upload-file "$1"',
  '--aws-sigv4 "aws:amz:$2:s3" --header "x-amz-content-sha256: $(sha256sum "$1" | cut -d " " -f 1)"',
  '--header "x-amz-server-side-encryption: aws:kms"',
  '--header "x-amz-server-side-encryption-aws-kms-key-id: $3" "$4" >&2',
].join(' ');
