#!/bin/sh
# Installs Debian packages without a question asked: sh deploy/apt.sh PACKAGE...  Root only.
set -eu
export DEBIAN_FRONTEND=noninteractive
# A fresh machine has no list of packages yet, and an old list names files that are gone.
apt-get update -qq </dev/null >/dev/null || true
apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
