"""The IoT credentials provider: temporary credentials for a certificate, over mutual TLS."""
