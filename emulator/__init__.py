"""A local AWS account: moto's server with a CloudFormation that can be trusted.

Run as ``python -m emulator --port 5000``; see ``python -m emulator --help``.
"""
