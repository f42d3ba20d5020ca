"""TLS with a certificate authority that lives as long as the emulator."""
