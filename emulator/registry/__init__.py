"""ECR's registry: what Docker, Podman and skopeo push to and pull from.

A front of our own (``front.py``) decides who may do what, as ECR does; the bytes are kept by
docker-registry (``storage.py``), and which images a repository has by moto (``images.py``).
"""
