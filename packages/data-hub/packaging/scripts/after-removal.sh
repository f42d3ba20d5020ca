#!/bin/sh
# After files are removed. dpkg calls it with "remove" and later perhaps "purge", rpm with the number of versions that
# remain.
set -e

case "$1" in
  remove | 0)
    if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
    rm -rf /run/data-hub
    ;;
  purge)
    # Sessions and tokens are of no more use. Key and certificate are the hub's identity, which no package made.
    rm -rf /etc/data-hub/.credentials-cache.json /etc/data-hub/.credentials-cache.json.* /etc/data-hub/.agent-token
    if [ -d /etc/data-hub ]; then rmdir --ignore-fail-on-non-empty /etc/data-hub; fi
    if [ -e /etc/data-hub ]; then
      # So does the user: the next user to be made would get its number, and with it these files.
      echo "data-hub: /etc/data-hub with the hub's key and the user data-hub are kept." >&2
      echo "data-hub: Once the hub is revoked: rm -r /etc/data-hub && userdel data-hub" >&2
    elif getent passwd data-hub >/dev/null; then
      userdel data-hub
    fi
    ;;
esac
