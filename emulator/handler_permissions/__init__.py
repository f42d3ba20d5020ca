"""What CloudFormation's resource handlers need: the requests that each makes, verb by verb.

``by_type.py`` is the table; a test compares it with what the types' schemas name.
https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html#schema-properties-handlers
"""
