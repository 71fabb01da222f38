-- A manifest validated by the API from Neovim. Run by neovim.sh, which sets SERVER, PLUGIN and FOLDER, against a server of
-- the test, which refuses the first manifest because of its title, and then accepts all.
local folder = os.getenv('FOLDER')

local checks = dofile(os.getenv('CHECKS'))
local check, eventually = checks.check, checks.eventually
local function of_botpress()
  return vim.tbl_filter(function(diagnostic)
    return diagnostic.source == 'botpress'
  end, vim.diagnostic.get(0))
end

local said, asked = {}, {}
vim.notify = function(text)
  table.insert(said, text)
end
vim.lsp.handlers['window/showMessageRequest'] = function(_, params)
  table.insert(asked, params.message)
  return { title = 'Send' }
end

vim.opt.runtimepath:append(os.getenv('PLUGIN'))
vim.cmd('filetype plugin indent on')
vim.cmd.runtime({ 'ftdetect/integration.lua', bang = true })
vim.cmd.runtime({ 'plugin/integration_ls.lua', bang = true })
require('integration_ls').setup({ cmd = { os.getenv('SERVER'), 'lsp' } })

vim.cmd.edit(folder .. '/validated.integration.json')
vim.api.nvim_buf_set_lines(0, 0, -1, false, {
  '{ "name": "acme-mail", "version": "1.2.0",',
  '  "title": "Acme Mail", "secrets": { "API_KEY": "hunter2-of-acme" } }',
})
eventually('the server knows the manifest', function()
  return #vim.lsp.get_clients({ bufnr = 0, name = 'integration_ls' }) == 1 and #vim.diagnostic.get(0) > 0
end)
vim.cmd.IntegrationLsValidate()
eventually('the answer is among the diagnostics', function()
  return #of_botpress() == 1
end)
check(#asked == 1 and asked[1]:find('API_KEY', 1, true) ~= nil, 'after a question that names the secret')
check(not asked[1]:find('hunter2', 1, true), 'and does not show it')
local found = of_botpress()[1]
check(found.lnum == 1 and found.col == 11 and found.code == 'InvalidPayload', 'at the place that it means')
check(not found.message:find('hunter2', 1, true), 'without what it repeats of a secret')
vim.api.nvim_buf_set_text(0, 1, 12, 1, 16, { 'Acne' })
eventually('an edit clears it', function()
  return #of_botpress() == 0
end)
vim.cmd.IntegrationLsValidate()
eventually('an acceptance is shown as information', function()
  local now = of_botpress()
  return #now == 1 and now[1].severity == vim.diagnostic.severity.INFO
end)
check(#asked == 1, 'and nobody is asked again')
eventually('and said', function()
  return vim.tbl_contains(said, '127.0.0.1 accepts this manifest as a new integration.')
end)

vim.api.nvim_buf_set_lines(0, 0, -1, false, { '{ "title": "Acme" }' })
vim.cmd.IntegrationLsValidate('acme/mail@1.2.0')
eventually('an update is validated as one', function()
  return vim.tbl_contains(said, '127.0.0.1 accepts this manifest as an update.')
end)
os.exit(0)
