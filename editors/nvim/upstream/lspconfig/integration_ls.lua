---@brief
---
--- Language server for Botpress integration manifests.
---
--- Install it with `cargo install integration-ls`, and tell manifests from other JSON:
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
