#!/usr/bin/env bash
# Brings an editor of another Debian release to a Debian machine that has none, or an old one.
#
#   get.sh neovim|helix|emacs FOLDER [RELEASE]
#
# FOLDER/nvim, FOLDER/hx or FOLDER/emacs is the program; RELEASE: trixie, forky … The program and all it needs, libc
# included, are unpacked below FOLDER: nothing of the machine changes but that patchelf is installed. Needs root and
# apt. Says why, and ends with 1, if it cannot be done.
set -euo pipefail

editor=${1:?usage: get.sh neovim|helix|emacs FOLDER [RELEASE]}
folder=${2:?usage: get.sh neovim|helix|emacs FOLDER [RELEASE]}
release=${3:-trixie}
case $editor in
  neovim) package=neovim program=nvim binary=usr/bin/nvim ;;
  helix) package=hx program=hx binary=usr/bin/hx ;;
  emacs) package=emacs-nox program=emacs binary=usr/bin/emacs-nox ;;
  *) echo "there is no editor $editor here" >&2 && exit 2 ;;
esac
mkdir -p "$folder"
folder=$(cd "$folder" && pwd -P)
[ ! -x "$folder/$program" ] || exit 0

give_up() {
  echo "no $editor from $release: $1" >&2
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
apt_there -y --download-only install "$package" >"$work/log" 2>&1 || give_up "it cannot be fetched"

root=$folder/root
rm -rf "$root"
mkdir -p "$root"/usr/{bin,sbin,lib,lib64}
for name in bin sbin lib lib64; do ln -s "usr/$name" "$root/$name"; done
for archive in "$work"/archives/*.deb; do
  dpkg-deb --fsys-tarfile "$archive" | tar -x -C "$root" --keep-directory-symlink -f -
done
libraries=$root/usr/lib/$(uname -m)-linux-gnu
loader=$(find "$root/usr/lib" "$root/usr/lib64" -name 'ld-linux-*.so.*' | head -n 1)
# An RPATH serves the libraries that its libraries need, too; programs started from it see nothing of it.
patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$(readlink -f "$root/$binary")"
{
  echo '#!/bin/sh'
  case $editor in
    neovim)
      echo "export VIMRUNTIME='$root/usr/share/nvim/runtime'"
      echo "exec '$root/$binary' --cmd 'set runtimepath+=$root/usr/lib/nvim' \"\$@\""
      ;;
    helix)
      echo "export HELIX_RUNTIME='$root/usr/lib/hx/runtime'"
      echo "exec '$root/$binary' \"\$@\""
      ;;
    emacs)
      share=$(find "$root/usr/share/emacs" -maxdepth 1 -name '[0-9]*' | head -n 1)
      dump=$(find "$root/usr/libexec/emacs" -name 'emacs-*.pdmp' | head -n 1)
      echo "export EMACSLOADPATH='$share/lisp' EMACSDATA='$share/etc' EMACSDOC='$share/etc' EMACSPATH='${dump%/*}'"
      echo "exec '$root/$binary' --dump-file='$dump' \"\$@\""
      ;;
  esac
} >"$folder/$program"
chmod +x "$folder/$program"
"$folder/$program" --version | head -n 1
