#!/usr/bin/env bash
# Bundles what makes the previews of the VS Code extension, as its build does, and tests it with node's own test runner.
#
#   previews.sh SERVER NODE
#
# Ends with 77 if node, or what the extension is built with, is missing.
set -euo pipefail

node=${2:?usage: previews.sh SERVER NODE}
here=$(cd "$(dirname "$0")" && pwd)
extension=$here/../../editors/vscode
if ! "$node" -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null; then
  echo "skipped: there is no node 20 or later"
  exit 77
fi
"$here/get-packages.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$extension" && node_modules/.bin/esbuild src/readme.ts src/page.ts --bundle --platform=node --format=cjs --log-level=warning --outdir="$folder")
PREVIEWS=$folder "$node" --test "$here/vscode/previews.test.mjs"
