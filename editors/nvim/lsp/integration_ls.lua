-- Read by Neovim 0.11 and later: `vim.lsp.enable('integration_ls')`.
return {
  cmd = { 'integration-ls', 'lsp' },
  filetypes = { 'json.integration', 'jsonc.integration' },
  root_markers = { 'integration.definition.ts', 'package.json', '.git' },
  get_language_id = function(_, filetype)
    return filetype:match('^jsonc') and 'jsonc' or 'json'
  end,
}
