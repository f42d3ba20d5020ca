from emulator.tests.trail import Trail
def test_x(ready, endpoint):
    t = Trail(ready)
    t.deliver([{"userIdentity": {"type":"AssumedRole","arn":"arn:aws:sts::123456789012:assumed-role/ts-dev-acme-data-hub/"+"a"*64,"sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::123456789012:role/ts-dev-acme-data-hub","userName":"ts-dev-acme-data-hub"}}},
      "eventTime":"2026-11-26T10:00:00Z","eventSource":"s3.amazonaws.com","eventName":"PutObject","awsRegion":"eu-central-1","sourceIPAddress":"1.2.3.4","requestParameters":{"bucketName":"ts-dev-raw-123456789012-eu-central-1-an","key":"acme/acme--berlin/x.csv"},"responseElements":None,"readOnly":False,"eventID":"e1","resources":[{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::ts-dev-raw-123456789012-eu-central-1-an/acme/acme--berlin/x.csv"},{"type":"AWS::S3::Bucket","accountId":"123456789012","ARN":"arn:aws:s3:::ts-dev-raw-123456789012-eu-central-1-an"}],"recipientAccountId":"123456789012"}])
    print(t.of_organization("acme"))
    print(t.of_organization("acme-eu"))
    assert 0
