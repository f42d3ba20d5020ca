"""One module per resource type: how CloudFormation properties become state of moto's services.

The test of each is the service's own read API, because that is what a read-back compares.
"""
