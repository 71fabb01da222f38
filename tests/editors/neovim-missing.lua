-- What is said in Neovim if there is no server. Run by neovim.sh, which sets PLUGIN and FOLDER.
local check = dofile(os.getenv('CHECKS')).check
local said = {}
local function hear(message)
  table.insert(said, message)
end
vim.notify, vim.notify_once = hear, hear

vim.opt.runtimepath:append(os.getenv('PLUGIN'))
vim.cmd('filetype plugin indent on')
vim.cmd.runtime({ 'ftdetect/integration.lua', bang = true })
vim.cmd.runtime({ 'plugin/integration_ls.lua', bang = true })
require('integration_ls').setup({ cmd = { '/nowhere/integration-ls', 'lsp' } })
vim.cmd.edit(os.getenv('FOLDER') .. '/other.json')
vim.wait(300)
check(#said == 0, 'nothing is said of a missing server as long as no manifest is opened')
vim.cmd.edit(os.getenv('FOLDER') .. '/broken.integration.json')
check(
  vim.wait(20000, function()
    return #said == 1 and said[1]:find('/nowhere/integration-ls', 1, true) ~= nil
  end),
  'a missing server is told of'
)
vim.cmd('checkhealth integration_ls')
local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
check(report:find('`/nowhere/integration-ls` cannot be run', 1, true) ~= nil, 'the health check says so')
check(report:find('put it on the PATH', 1, true) ~= nil, 'and what to do')
os.exit(0)
