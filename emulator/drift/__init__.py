"""Drift detection: what somebody changed by hand in the resources of a stack.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html
"""
