#!/usr/bin/env bash
# Brings a Neovim of another Debian release to a Debian machine that has none, or an old one.
#
#   get-neovim.sh FOLDER [RELEASE]      FOLDER/nvim is the program; RELEASE: trixie (0.10), forky (0.12) …
#
# The program and all it needs, libc included, are unpacked below FOLDER: nothing of the machine changes but that
# patchelf is installed. Needs root and apt. Says why, and ends with 1, if it cannot be done.
set -euo pipefail

folder=${1:?usage: get-neovim.sh FOLDER [RELEASE]}
release=${2:-trixie}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd -P)
[ ! -x "$folder/nvim" ] || exit 0

give_up() {
  echo "no Neovim from $release: $1" >&2
  exit 1
}
[ "$(id -u)" = 0 ] || give_up "root is needed"
command -v apt-get >/dev/null || give_up "this is no Debian"

# The machine's own mirror, whichever way its sources are written.
mirror=$(cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
  grep -oE '(https?|file|mirror[^:]*)://?[^ ]+/debian/?( |$)' | tr -d ' ' | head -n 1) || true
[ -n "$mirror" ] || give_up "no Debian mirror is set up"
if ! command -v patchelf >/dev/null; then
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends patchelf; } \
    >/dev/null 2>&1 || give_up "patchelf cannot be installed"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{lists,archives}/partial
: >"$work/installed" # Nothing is installed: everything that is needed is fetched.
apt_there() {
  apt-get -qq \
    -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=- -o Dir::Etc::Preferences=- \
    -o Dir::State::Lists="$work/lists" -o Dir::State::status="$work/installed" \
    -o Dir::Cache::Archives="$work/archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
    -o APT::Install-Recommends=false -o APT::Sandbox::User=root -o Acquire::Languages=none "$@"
}
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release main" >"$work/sources.list"
if ! apt_there update >"$work/log" 2>&1 || grep -q 'NO_PUBKEY\|not signed' "$work/log"; then
  # A release newer than the machine's keys. What is unpacked here runs the tests and nothing else.
  echo "note: the lists of $release cannot be verified here" >&2
  sed -i 's/\[signed-by=[^]]*\]/[trusted=yes]/' "$work/sources.list"
  apt_there update >"$work/log" 2>&1 || give_up "its lists cannot be read"
fi
apt_there -y --download-only install neovim >"$work/log" 2>&1 || give_up "it cannot be fetched"

root=$folder/root
rm -rf "$root"
mkdir -p "$root"/usr/{bin,sbin,lib,lib64}
for name in bin sbin lib lib64; do ln -s "usr/$name" "$root/$name"; done
for package in "$work"/archives/*.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar -x -C "$root" --keep-directory-symlink -f -
done
libraries=$root/usr/lib/$(uname -m)-linux-gnu
loader=$(find "$root/usr/lib" "$root/usr/lib64" -name 'ld-linux-*.so.*' | head -n 1)
# An RPATH serves the libraries that its libraries need, too; programs started from it see nothing of it.
patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$(readlink -f "$root/usr/bin/nvim")"
cat >"$folder/nvim" <<END
#!/bin/sh
export VIMRUNTIME='$root/usr/share/nvim/runtime'
exec '$root/usr/bin/nvim' --cmd 'set runtimepath+=$root/usr/lib/nvim' "\$@"
END
chmod +x "$folder/nvim"
"$folder/nvim" --version | head -n 1
