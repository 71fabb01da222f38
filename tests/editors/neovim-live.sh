#!/usr/bin/env bash
# What a person sees in a live Neovim, driven by keys in a terminal.
#
#   neovim-live.sh SERVER NVIM
#
# Ends with 77 if there is no such Neovim or no tmux.
set -euo pipefail

server=${1:?usage: neovim-live.sh SERVER NVIM}
nvim=${2:?usage: neovim-live.sh SERVER NVIM}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/terminal.sh"
needs "$nvim" tmux

cp -r "$here/../../editors/nvim" "$home/plugin"
printf '{\n  "title": "Acme",\n  "visibility": "hiden"\n}\n' >"$home/work/acme.integration.json"
cat >"$home/init.lua" <<END
vim.opt.runtimepath:append('$home/plugin')
require('integration_ls').setup({ cmd = { '$server', 'lsp' } })
vim.diagnostic.config({ virtual_text = true })
vim.opt.swapfile = false
END
starts "$nvim --clean -u $home/init.lua acme.integration.json"
sees '"hiden"' 'a manifest is opened'
sees 'cannot be "hiden"' 'its mistake stands beside the line'
keys 3 G 0 w
keys -l ':lua vim.lsp.buf.hover()'
keys Enter
sees 'Who can install the integration' 'a hover explains the key'
keys Escape
keys j k
keys -l 'f:2l'
keys -l ':lua vim.lsp.buf.code_action()'
keys Enter
sees 'Replace with "private"' 'its fixes are offered'
keys -l '2'
keys Enter
sees '"visibility": "private"' 'the chosen one is applied'
sees_no 'cannot be' 'and the finding is gone'
keys -l 'o"'
keys Escape
sees 'no closing quote' 'a broken document is told of'
keys u
sees_no 'no closing quote' 'and recovers'
keys -l ':qa!'
keys Enter
echo "ok   all"
