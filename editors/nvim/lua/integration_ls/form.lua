local M = {}

local function say(text, level)
  vim.notify(text, level or vim.log.levels.INFO)
end

--- Shows the form that people fill in for the schema under the cursor, in the browser: a page without scripts, in a
--- temporary file.
function M.show()
  -- By its number, by which Neovim knows what it has yet to send of it.
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.get_clients({ bufnr = buffer, name = 'integration_ls' })[1]
  if not client then
    say('integration-ls is not running for this buffer. `:checkhealth integration_ls` says why.', vim.log.levels.WARN)
    return
  end
  local function answered(failure, form)
    if failure or not form or form == vim.NIL then
      local why = 'There is no schema at the cursor. Put it into a configuration, or into the input of an action.'
      say(failure and failure.message or why, vim.log.levels.WARN)
      return
    end
    local path = vim.fn.tempname() .. '.html'
    vim.fn.writefile(vim.split(form.html, '\n', { plain = true }), path)
    vim.ui.open(path)
    say('The form is in ' .. path)
  end
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  if vim.fn.has('nvim-0.11') == 1 then
    client:request('integration-ls/form', params, answered, buffer)
  else
    client.request('integration-ls/form', params, answered, buffer)
  end
end

return M
