#!/usr/bin/env bash
# What a person sees in Helix, driven by keys in a terminal: Helix has no way to run without one.
#
#   helix.sh SERVER HX
#
# Ends with 77 if there is no Helix or no tmux.
set -euo pipefail

server=${1:?usage: helix.sh SERVER HX}
hx=${2:?usage: helix.sh SERVER HX}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/terminal.sh"
needs "$hx" tmux

cp -r "$here/../../editors/helix" "$home/config/helix"
sed -i "s#command = \"integration-ls\"#command = \"$server\"#" "$home/config/helix/languages.toml"
printf '[editor]\nend-of-line-diagnostics = "hint"\n[editor.lsp]\nauto-signature-help = false\ndisplay-inlay-hints = true\n' >"$home/config/helix/config.toml"
printf '{\n  "title": "Acme",\n  "visibility": "hiden"\n}\n' >"$home/work/acme.integration.json"
printf '{ "titel": "x" }\n' >"$home/work/broken.integration.json"
printf '{"title":"Acme","url":"u"}\n' >"$home/work/untidy.integration.json"

"$hx" --version
starts "$hx -v --log $home/log acme.integration.json"
sees '"hiden"' 'a manifest is opened'
sees 'cannot be "hiden"' 'its mistake stands beside the line'
keys j j l l l
keys Space k
sees 'Who can install the integration' 'a hover explains the key'
# A key right behind Escape would be read as one with Alt.
keys Escape
sees_no 'Who can install the integration' 'it is closed'
keys g s f : l l
keys Space a
sees 'Replace with "public"' 'its fixes are offered'
keys Enter
sees_no 'hiden' 'the chosen one is applied'
sees_no 'cannot be' 'and the finding is gone'

# Completion: a comma and a new key.
keys g l
keys -l 'a,'
keys Enter
keys -l '"descr'
sees 'description' 'keys are offered'
keys Escape
sees_no 'description' 'and not any more'
keys Escape
sees ' NOR ' 'nothing is typed any more'
keys u
keys -l ':open broken.integration.json'
keys Enter
sees '"titel" is not a manifest key' 'a second manifest shows its own mistakes'
keys Space s
sees 'kind ' 'the outline is there'
keys Escape
sees_no 'kind ' 'it is closed'
printf '{\n  "title": "%s",\n  "user": { "tags": { "mailId": {} }, "creation": { "enabled": true, "requiredTags": ["mailId"] } }\n}\n' "$(printf 'x%.0s' {1..60})" >"$home/work/named.integration.json"
keys -l ':open named.integration.json'
keys Enter
sees '60 of 64' 'hints stand between the text'
keys /
keys -l 'mailId'
keys Enter
keys g r
sees 'named.integration.json:3' 'references are found'
keys Escape
keys Space r
sees 'rename' 'a new name is asked for'
keys C-u
keys -l 'threadId'
keys Enter
sees '"requiredTags": ["threadId"]' 'a rename follows every use'
keys -l ':open untidy.integration.json'
keys Enter
sees '"url":"u"' 'an untidy one is opened'
keys -l ':format'
keys Enter
sees '"url": "u"' 'and formatted'
keys -l ':qa!'
keys Enter
echo "ok   all"
