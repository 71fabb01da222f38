-- The entry for nvim-lspconfig, used as its own text says. Run by neovim.sh, which sets SERVER, PLUGIN and FOLDER.
if not vim.lsp.config then
  os.exit(0)
end
local check = dofile(os.getenv('CHECKS')).check
local plugin, folder = os.getenv('PLUGIN'), os.getenv('FOLDER')
local path = plugin .. '/upstream/lspconfig/integration_ls.lua'
local upstream, ours = dofile(path), dofile(plugin .. '/lsp/integration_ls.lua')
for key, value in pairs(upstream) do
  check(vim.deep_equal(value, ours[key]), ('`%s` is the same in both entries'):format(key))
end

-- What its comment tells people to write.
local advice, inside = {}, false
for line in io.lines(path) do
  if line == '--- ```lua' then
    inside = true
  elseif line == '--- ```' then
    inside = false
  elseif inside then
    table.insert(advice, (line:gsub('^%-%-%- ?', '')))
  end
end
assert(loadstring(table.concat(advice, '\n')))()
vim.env.PATH = vim.fs.dirname(os.getenv('SERVER')) .. ':' .. vim.env.PATH
vim.lsp.config('integration_ls', upstream)
vim.lsp.enable('integration_ls')
vim.fn.writefile({ '{ // comments are fine here', '"titel": 1 }' }, folder .. '/upstream.integration.jsonc')
vim.cmd.edit(folder .. '/upstream.integration.jsonc')
check(vim.bo.filetype == 'jsonc.integration', 'its comment tells manifests from other JSON')
check(
  vim.wait(20000, function()
    local found = vim.diagnostic.get(0)
    return #found == 1 and found[1].code == 'unknown-key'
  end),
  'and they are checked'
)
os.exit(0)
