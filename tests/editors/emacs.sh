#!/usr/bin/env bash
# Runs emacs.el in a real Emacs, in batch mode, against the built server.
#
#   emacs.sh SERVER EMACS
#
# Ends with 77 if there is no Emacs, or one older than 29.
set -euo pipefail

server=${1:?usage: emacs.sh SERVER EMACS}
emacs=${2:?usage: emacs.sh SERVER EMACS}
here=$(cd "$(dirname "$0")" && pwd)
if ! command -v "$emacs" >/dev/null; then
  echo "skipped: there is no $emacs"
  exit 77
fi
if [ "$("$emacs" --batch --eval '(princ (>= emacs-major-version 29))')" != t ]; then
  echo "skipped: $emacs is older than 29"
  exit 77
fi

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cp "$here"/../../examples/* "$home"
cp "$here/../../editors/emacs/integration-ls.el" "$home"
export HOME=$home SERVER=$server FOLDER=$home
"$emacs" --version | head -n 1
# Nothing to complain of: neither for the compiler nor for the documentation.
"$emacs" --batch --eval '(setq byte-compile-error-on-warn t)' -f batch-byte-compile "$home/integration-ls.el"
complaints=$("$emacs" --batch -l checkdoc --eval "(checkdoc-file \"$home/integration-ls.el\")" 2>&1 | grep -i warning || true)
[ -z "$complaints" ] || { echo "FAIL checkdoc: $complaints"; exit 1; }
echo "ok   the package compiles without a warning"
timeout 120 "$emacs" --batch -L "$home" -l "$here/emacs.el"
