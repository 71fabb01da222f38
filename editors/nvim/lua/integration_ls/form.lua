local M = {}
local request = require('integration_ls.request')

--- Shows the form that people fill in for the schema under the cursor, in the browser: a page without scripts, in a
--- temporary file.
function M.show()
  local buffer = vim.api.nvim_get_current_buf()
  local client = request.client(buffer)
  if not client then
    return
  end
  local function answered(failure, form)
    if failure or not form or form == vim.NIL then
      local why = 'There is no schema at the cursor. Put it into a configuration, or into the input of an action.'
      request.say(failure and failure.message or why, vim.log.levels.WARN)
      return
    end
    local path = vim.fn.tempname() .. '.html'
    vim.fn.writefile(vim.split(form.html, '\n', { plain = true }), path)
    vim.ui.open(path)
    request.say('The form is in ' .. path)
  end
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  request.send(client, 'integration-ls/form', params, answered, buffer)
end

return M
