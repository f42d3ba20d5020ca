"""Systems Manager's hybrid activations and the nodes registered with them, which moto lacks."""
