#!/usr/bin/env bash
# What the tests need and a bare Debian 12 does not have: MariaDB, MySQL, PostgreSQL 15, PHP. Needs root for apt-get; without
# it, or on another system, says what it leaves out. The tests then name the engines they could not have.
set -euo pipefail
cd "$(dirname "$0")/.."
export DEBIAN_FRONTEND=noninteractive

command -v apt-get >/dev/null || { echo 'ci-setup: no apt-get here, nothing installed' >&2; exit 0; }

wanted=()
command -v mariadbd >/dev/null || [ -x /usr/sbin/mariadbd ] || wanted+=(mariadb-server-core mariadb-client-core)
command -v php >/dev/null || wanted+=(php-cli php-sqlite3 php-pgsql php-mysql)
[ -x /usr/lib/postgresql/15/bin/postgres ] || wanted+=(postgresql-15)
# The tests look for processes that are left behind, and run SQL files through SQLite's own shell.
command -v ps >/dev/null || wanted+=(procps)
command -v sqlite3 >/dev/null || wanted+=(sqlite3)
# better-sqlite3 is compiled on Node 20.
for tool in g++ make python3; do command -v "$tool" >/dev/null || wanted+=("$tool"); done

if [ ${#wanted[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ]; then
    # Debian would start a server of its own for postgresql-15.
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    apt-get -qq -o Acquire::Retries=3 update
    apt-get -qq -o Acquire::Retries=3 install -y --no-install-recommends "${wanted[@]}" </dev/null
  else
    echo "ci-setup: not root, left out: ${wanted[*]}" >&2
  fi
fi

[ -n "${ALTAIR_TEST_MYSQL:-}" ] || bash scripts/engines/mysql.sh fetch
