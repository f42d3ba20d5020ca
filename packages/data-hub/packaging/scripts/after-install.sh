#!/bin/sh
# After files are in place. dpkg calls it with "configure", rpm with the number of versions that are then installed.
set -e

case "$1" in
  configure | 1 | 2) ;;
  *) exit 0 ;;
esac

if ! getent passwd data-hub >/dev/null; then
  useradd --system --user-group --home-dir /etc/data-hub --no-create-home --shell /usr/sbin/nologin \
    --comment 'Data Hub' data-hub
fi
# A folder that is there keeps its owner and mode: somebody may have chosen them.
[ -e /etc/data-hub ] || install -d -o data-hub -g data-hub -m 0700 /etc/data-hub

# What runs goes on with the new version. Nothing is started: a new hub has no certificate yet.
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
  # An agent that cannot start, for example for its hub.json, does not undo the upgrade: systemctl --failed shows it.
  systemctl try-restart data-hub-agent.service data-hub-doctor.timer || true
fi
