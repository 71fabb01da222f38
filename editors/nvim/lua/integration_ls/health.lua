local M = {}

--- The effective configuration, however the server was set up.
local function config()
  if vim.lsp.config then
    return vim.lsp.config.integration_ls
  end
  return require('integration_ls').config
end

--- `:checkhealth integration_ls`
function M.check()
  local health = vim.health
  health.start('integration_ls')

  if vim.fn.has('nvim-0.10') == 0 then
    health.error('Neovim is older than 0.10', 'Update Neovim.')
    return
  end
  health.ok('Neovim ' .. tostring(vim.version()))

  local found = config()
  if not found then
    health.warn(
      'the server is not set up',
      "Write `require('integration_ls').setup()`, or `vim.lsp.enable('integration_ls')` in Neovim 0.11 and later."
    )
    found = { cmd = { 'integration-ls', 'lsp' } }
  end
  local program = type(found.cmd) == 'table' and found.cmd[1] or nil
  if not program then
    health.info('the server is started by a custom function')
  elseif vim.fn.executable(program) == 0 then
    health.error(
      ('`%s` cannot be run'):format(program),
      'Install it, put it on the PATH, or give its path: `cmd = { "/path/to/integration-ls", "lsp" }`.'
    )
  else
    local result = vim.system({ program, 'version' }, { text = true }):wait(5000)
    if result.code == 0 then
      health.ok(('`%s` is %s'):format(program, vim.split(vim.trim(result.stdout), '\n')[1]))
    else
      health.error(('`%s version` exited with %d'):format(program, result.code), vim.trim(result.stderr or ''))
    end
  end

  local settings = vim.tbl_get(found, 'settings', 'integration-ls')
  health.info('settings: ' .. (settings and vim.inspect(settings) or 'none, so integration-ls.toml and the defaults apply'))

  local clients = vim.lsp.get_clients({ name = 'integration_ls' })
  if #clients == 0 then
    health.info('no manifest is open: open integration.json or *.integration.json')
  end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_keys(client.attached_buffers)
    health.ok(('running for %d manifest(s), in %s'):format(#buffers, client.root_dir or 'no folder'))
    for _, buffer in ipairs(buffers) do
      for _, other in ipairs(vim.lsp.get_clients({ bufnr = buffer })) do
        if other.name:find('json') and other.id ~= client.id then
          health.warn(
            ('`%s` checks %s too: syntax errors are reported twice'):format(
              other.name,
              vim.fs.basename(vim.api.nvim_buf_get_name(buffer))
            ),
            ('Limit `%s` to the file types json and jsonc; manifests are json.integration and jsonc.integration.'):format(
              other.name
            )
          )
        end
      end
    end
  end
end

return M
