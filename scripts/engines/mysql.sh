#!/usr/bin/env bash
# MySQL for tests on a machine whose own release has none: Debian unstable's programs with their own loader and libraries,
# unpacked into a folder beside the system, which stays untouched.
#
#   mysql.sh fetch            downloads and unpacks them (about 60 MB; nothing to do when they are there)
#   mysql.sh where            prints the folder
#   mysql.sh run ARGUMENT…    becomes mysqld with these arguments
#
# The folder is $ALTAIR_ENGINES/mysql, by default ~/.cache/altair-engines/mysql.
set -euo pipefail

root=${ALTAIR_ENGINES:-${XDG_CACHE_HOME:-$HOME/.cache}/altair-engines}/mysql
programs=$root/fs
apt=$root/apt

# The mirror that this machine's own sources name.
mirror() {
  cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null |
    grep -oE 'https?://[^ ]+/debian/?( |$)' | head -n 1 | tr -d ' ' || true
}

fetch() {
  [ -e "$programs/.unpacked" ] && return 0
  local from
  from=$(mirror)
  : "${from:?no Debian mirror in the apt sources of this machine}"
  rm -rf "$programs" "$apt"
  mkdir -p "$apt"/{lists/partial,archives/partial,etc/preferences.d,etc/sources.d,log} "$programs"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $from sid main" >"$apt/etc/sources.list"
  # An empty list of installed packages: apt then names the whole closure, the C library included.
  : >"$apt/status"
  cat >"$apt/apt.conf" <<CONF
Dir::Etc::sourcelist "$apt/etc/sources.list";
Dir::Etc::sourceparts "$apt/etc/sources.d";
Dir::Etc::preferencesparts "$apt/etc/preferences.d";
Dir::State "$apt";
Dir::State::lists "$apt/lists";
Dir::State::status "$apt/status";
Dir::Cache "$apt";
Dir::Cache::archives "$apt/archives";
Dir::Log "$apt/log";
APT::Sandbox::User "$(id -un)";
APT::Install-Recommends "false";
Acquire::Retries "3";
Debug::NoLocking "true";
CONF
  export APT_CONFIG=$apt/apt.conf
  apt-get -qq update
  # Perl is there for the maintainer scripts only, which do not run here.
  apt-get -s -qq install mysql-server-core | awk '$1 == "Inst" { print $2 }' | grep -vE '^(perl|libperl)' >"$apt/closure"
  (cd "$apt/archives" && xargs apt-get -qq download <"$apt/closure")
  for package in "$apt"/archives/*.deb; do dpkg-deb -x "$package" "$programs"; done
  rm -rf "$apt" "$programs"/usr/share/{doc,man,perl,locale}
  touch "$programs/.unpacked"
}

run() {
  local loader libraries
  loader=$(find "$programs" -name 'ld-linux-*.so.*' | head -n 1)
  libraries=$(find "$programs/usr/lib" -maxdepth 1 -type d -name '*-linux-gnu' | paste -sd:)
  exec "$loader" --library-path "$libraries:$programs/usr/lib/mysql/private" "$programs/usr/sbin/mysqld" --no-defaults \
    --basedir="$programs/usr" --lc-messages-dir="$programs/usr/share/mysql" \
    --character-sets-dir="$programs/usr/share/mysql/charsets" --plugin-dir="$programs/usr/lib/mysql/plugin" "$@"
}

case ${1:-} in
fetch) fetch ;;
where) echo "$programs" ;;
run)
  shift
  run "$@"
  ;;
*)
  sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
  exit 2
  ;;
esac
