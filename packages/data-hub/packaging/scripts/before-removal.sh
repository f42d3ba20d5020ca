#!/bin/sh
# Before files are removed. dpkg calls it with "remove" or "upgrade", rpm with the number of versions that remain.
set -e

case "$1" in
  remove | 0) ;;
  *) exit 0 ;;
esac

if [ -d /run/systemd/system ]; then
  systemctl disable --quiet --now data-hub-agent.service data-hub-doctor.timer
  systemctl stop data-hub-doctor.service
fi
