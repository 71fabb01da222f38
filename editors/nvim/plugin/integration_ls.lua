vim.api.nvim_create_user_command('IntegrationLsForm', function()
  require('integration_ls.form').show()
end, { desc = 'Show the form of the schema under the cursor in the browser' })

vim.api.nvim_create_user_command('IntegrationLsValidate', function(command)
  require('integration_ls.validate').run(command.args)
end, { nargs = '?', desc = 'Ask the Botpress API whether it would accept this manifest' })

-- Neovim 0.12 silently ignores a missing program. Older versions report it themselves.
if not vim.lsp.is_enabled then
  return
end
vim.api.nvim_create_autocmd('FileType', {
  group = vim.api.nvim_create_augroup('integration_ls_missing', { clear = true }),
  pattern = { 'json.integration', 'jsonc.integration' },
  callback = function()
    local config = vim.lsp.is_enabled('integration_ls') and vim.lsp.config.integration_ls
    local program = config and type(config.cmd) == 'table' and config.cmd[1]
    if program and vim.fn.executable(program) == 0 then
      vim.notify_once(
        ('`%s` cannot be run, so manifests are not checked. `:checkhealth integration_ls` says what to do.'):format(program),
        vim.log.levels.WARN
      )
    end
  end,
})
