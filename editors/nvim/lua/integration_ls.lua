local M = {
  --- The configuration with which the server was started, in Neovim 0.10.
  ---@type table?
  config = nil,
}

--- Starts the server for open manifests, and for every manifest that is opened later.
---
--- `options` overrides the defaults in lsp/integration_ls.lua: `cmd`, `on_attach`, and the server's
--- settings in `settings['integration-ls']`.
---@param options? table
function M.setup(options)
  options = options or {}
  if vim.lsp.config then
    vim.lsp.config('integration_ls', options)
    vim.lsp.enable('integration_ls')
    return
  end
  -- Neovim 0.10 has no vim.lsp.config, so read the same file and start the server ourselves.
  local path = vim.api.nvim_get_runtime_file('lsp/integration_ls.lua', false)[1]
  local config = vim.tbl_deep_extend('force', dofile(path), options, { name = 'integration_ls' })
  M.config = config
  local function start(buffer)
    config.root_dir = vim.fs.root(buffer, config.root_markers)
    vim.lsp.start(config, { bufnr = buffer })
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('integration_ls', { clear = true }),
    pattern = config.filetypes,
    callback = function(event)
      start(event.buf)
    end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(config.filetypes, vim.bo[buffer].filetype) then
      start(buffer)
    end
  end
end

return M
