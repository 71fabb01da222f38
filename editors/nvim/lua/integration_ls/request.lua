local M = {}

--- Tells the user something.
function M.say(text, level)
  vim.notify(text, level or vim.log.levels.INFO)
end

--- The server of a buffer. Says so if there is none.
---@param buffer integer
---@return vim.lsp.Client?
function M.client(buffer)
  local client = vim.lsp.get_clients({ bufnr = buffer, name = 'integration_ls' })[1]
  if not client then
    M.say('integration-ls is not running for this buffer. `:checkhealth integration_ls` says why.', vim.log.levels.WARN)
  end
  return client
end

--- Sends a request. `buffer` is a number of its own, not 0: by that, Neovim knows what it has yet to send of the buffer.
function M.send(client, method, params, answered, buffer)
  if vim.fn.has('nvim-0.11') == 1 then
    client:request(method, params, answered, buffer)
  else
    client.request(method, params, answered, buffer)
  end
end

return M
