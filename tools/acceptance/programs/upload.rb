# Uploads a file with the AWS SDK for Ruby: upload.rb FILE BUCKET KEY KEY_ARN
require 'aws-sdk-s3'

file, bucket, key, key_arn = ARGV
# Ruby leaves proxies of the environment out for this machine's own addresses, where the local account is.
s3 = Aws::S3::Client.new(http_proxy: ENV.fetch('https_proxy'), force_path_style: true)
File.open(file, 'rb') do |body|
  s3.put_object(
    bucket: bucket, key: key, body: body, server_side_encryption: 'aws:kms', ssekms_key_id: key_arn
  )
end
