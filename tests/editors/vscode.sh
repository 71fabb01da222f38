#!/usr/bin/env bash
# Packs the extension with the built server, installs it in a real VS Code workbench and does there what people do.
#
#   vscode.sh SERVER CODE_SERVER
#
# CODE_SERVER is what get-code-server.sh has made. Pictures go to target/editors/pictures. Ends with 77 if the editor, a
# browser, or what the extension is built with is missing.
set -euo pipefail

server=${1:?usage: vscode.sh SERVER CODE_SERVER}
code_server=${2:?usage: vscode.sh SERVER CODE_SERVER}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
skip() {
  echo "skipped: $1"
  exit 77
}
[ -x "$code_server" ] || skip "there is no $code_server"
command -v chromium >/dev/null || skip "there is no chromium"
node=$(echo "$(dirname "$code_server")"/node24/node_modules/*/bin/node)
extension=$root/editors/vscode
"$here/get-packages.sh"
# A small one does: the package is made of it and thrown away.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/here" "$folder/elsewhere"
program=$folder/here/integration-ls
strip -o "$program" "$server" 2>/dev/null || cp "$server" "$program"
package=$folder/integration-ls.vsix
(cd "$extension" && npm run --silent package -- --program "$program" --out "$package" >"$folder/log" 2>&1) || {
  cat "$folder/log"
  exit 1
}
"$node" "$here/vscode/packages.mjs" "$extension" "$folder/elsewhere"
# A second time if need be: a browser that loses a key on a busy machine is no fault of the extension.
for test in test schemas forms compare stranger hostile validate; do
  for time in first second third; do
    [ $time != third ] || exit 1
    timeout 240 "$node" "$here/vscode/$test.mjs" "$code_server" "$package" "$root/target/editors/pictures" && break
    echo "failed the $time time"
  done
done
