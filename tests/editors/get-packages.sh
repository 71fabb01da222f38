#!/usr/bin/env bash
# Fetches what the VS Code extension is built with, as its lock file says, unless it is there. Ends with 77 if it cannot.
set -euo pipefail

extension=$(cd "$(dirname "$0")/../../editors/vscode" && pwd)
if ! command -v npm >/dev/null; then
  echo "skipped: there is no npm"
  exit 77
fi
# npm writes the first one last.
if [ ! "$extension/node_modules/.package-lock.json" -nt "$extension/package-lock.json" ]; then
  (cd "$extension" && npm ci --no-audit --no-fund --silent) || {
    echo "skipped: the extension's packages cannot be fetched"
    exit 77
  }
fi
