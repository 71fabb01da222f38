#!/usr/bin/env bash
# Runs the neovim*.lua in a real Neovim, headless, against the built server.
#
#   neovim.sh SERVER [NVIM]
#
# NVIM: which Neovim; the one on the PATH if left out. TESTS: other scripts to run. Ends with 77 if there is none, or one older than 0.10.
set -euo pipefail

server=${1:?usage: neovim.sh SERVER [NVIM]}
nvim=${2:-nvim}
here=$(cd "$(dirname "$0")" && pwd)
if ! command -v "$nvim" >/dev/null; then
  echo "skipped: there is no $nvim"
  exit 77
fi
if [ "$("$nvim" --clean --headless --cmd 'echo has("nvim-0.10")' --cmd quit 2>&1 | tr -dc 01)" != 1 ]; then
  echo "skipped: $nvim is older than 0.10"
  exit 77
fi

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cp "$here"/../../examples/* "$home"
export XDG_CONFIG_HOME=$home XDG_DATA_HOME=$home XDG_STATE_HOME=$home XDG_CACHE_HOME=$home
cp -r "$here/../../editors/nvim" "$home/plugin"
export SERVER=$server PLUGIN=$home/plugin FOLDER=$home CHECKS=$here/checks.lua
"$nvim" --version | head -n 1
for test in ${TESTS:-neovim neovim-missing neovim-upstream}; do
  timeout 120 "$nvim" --headless --clean -l "$here/$test.lua"
done
