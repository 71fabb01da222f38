---@brief
---
--- Language server for Botpress integration manifests.
---
--- Install it with `cargo install integration-ls`, and give manifests their own file type:
---
--- ```lua
--- vim.filetype.add({
---   filename = { ['integration.json'] = 'json.integration', ['integration.jsonc'] = 'jsonc.integration' },
---   pattern = {
---     ['.*%.integration%.json'] = 'json.integration',
---     ['.*%.integration%.jsonc'] = 'jsonc.integration',
---   },
--- })
--- ```

---@type vim.lsp.Config
return {
  cmd = { 'integration-ls', 'lsp' },
  filetypes = { 'json.integration', 'jsonc.integration' },
  root_markers = { 'integration.definition.ts', 'package.json', '.git' },
}
